import { AppError } from '../base/errors.ts';
import { askForRun } from '../base/port.ts';
import { wrap } from '../base/wire.ts';
import type { Predictor } from '../contract/model/predictor.ts';
import type { RemoteTexts, ModelApi, RemoteModels } from '../contract/workers/model-api.ts';
import type { HostApi } from '../contract/workers/host-api.ts';
import type { Features } from '../contract/model/features.ts';

/** Makes the way to the worker for transformers: the page starts it with the first ask, and ends it with the call. */
export function toRemoteModels(page: HostApi): RemoteModels {
  let started: Promise<{ api: ModelApi; gone: Promise<never> }> | undefined;

  async function start() {
    const api = wrap<ModelApi>(await page.models());
    const gone = page.modelsGone().then((detail): never => {
      throw new AppError('run.crashed', { detail });
    });
    gone.catch(() => {});
    return { api, gone };
  }

  /** Asks the worker; an ask does not outlive it. */
  async function ask<T>(question: (api: ModelApi) => Promise<T>): Promise<T> {
    const { api, gone } = await (started ??= start());
    return Promise.race([question(api), gone]);
  }

  return {
    fit(type, { features, target, classes, labelMatrix, task, seed, engine }, options, run) {
      const samples = { target, classes, labelMatrix, task, seed, engine, texts: toRemote(features) };
      return ask((api) => askForRun(run, (port) => api.fit(type, samples, options, port)));
    },

    async open(artifact) {
      const { id, outputs, space } = await ask((api) => api.open(artifact));
      return {
        space,
        outputs,
        predict: (features, run) => ask((api) => askForRun(run, (port) => api.predict(id, toRemote(features), port))),
        generate: (features, run) => ask((api) => askForRun(run, (port) => api.generate(id, toRemote(features), port))),
        evaluate: (features, bigrams, run) =>
          ask((api) => askForRun(run, (port) => api.evaluate(id, toRemote(features), bigrams, port))),
        dispose() {
          // The worker ends with the call: what is asked of it after that needs no answer.
          void started?.then(({ api }) => api.dispose(id)).catch(() => {});
        },
      } satisfies Predictor;
    },
  };
}

function toRemote({ rows, texts }: Features): RemoteTexts {
  return { rows, names: [...(texts?.names ?? [])], cells: texts?.cells(0, rows) ?? [] };
}
