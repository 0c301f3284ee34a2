import { AppError } from '../base/errors.ts';
import { serveRun } from '../base/port.ts';
import { expose } from '../base/wire.ts';
import { loadAdapter } from '../adapters/registry.ts';
import type { Predictor } from '../contract/model/predictor.ts';
import type { RemoteTexts, ModelApi, ModelWorkerPorts } from '../contract/workers/model-api.ts';
import type { HostServices } from '../contract/model/jobs.ts';
import { openArtifact } from '../models/families.ts';
import { toHost } from './host.ts';
import { now } from './worker-run.ts';
import type { Features } from '../contract/model/features.ts';

/** Makes the API of this worker: adapters and models of texts, which do their work here. */
function answering(host: HostServices): ModelApi {
  const opened = new Map<number, Predictor>();
  const find = (id: number): Predictor => {
    const found = opened.get(id);
    if (!found) throw new AppError('run.crashed', { detail: 'the model was closed' });
    return found;
  };
  return {
    async fit(type, { texts, ...samples }, options, port) {
      const adapter = await loadAdapter(type);
      return adapter.fit({ ...samples, features: toFeatures(texts), host }, options, serveRun(port, now));
    },
    async open(artifact) {
      const predictor = await openArtifact(artifact, { host });
      const id = opened.size;
      opened.set(id, predictor);
      return { id, outputs: predictor.outputs, space: predictor.space };
    },
    predict: async (id, texts, port) => find(id).predict(toFeatures(texts), serveRun(port, now)),
    async generate(id, texts, port) {
      const model = find(id);
      if (!model.generate) throw new TypeError('this model does not generate texts');
      return model.generate(toFeatures(texts), serveRun(port, now));
    },
    async evaluate(id, texts, bigrams, port) {
      const model = find(id);
      if (!model.evaluate) throw new TypeError('this model did not learn from texts');
      return model.evaluate(toFeatures(texts), bigrams, serveRun(port, now));
    },
    dispose(id) {
      opened.get(id)?.dispose();
      return Promise.resolve();
    },
  };
}

function toFeatures({ rows, names, cells }: RemoteTexts): Features {
  return {
    rows,
    names: [],
    scale: [],
    levels: [],
    block: () => new Float64Array(0),
    texts: { names, cells: (from, to) => cells.map((column) => column.slice(from, to)) },
  };
}

addEventListener(
  'message',
  ({ data: { api, host } }: MessageEvent<ModelWorkerPorts>) => expose(answering(toHost(host, false)), api),
  { once: true },
);
postMessage('ready');
