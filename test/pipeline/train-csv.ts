import type { RunEvent } from '../../src/base/run.ts';
import type { Bundle } from '../../src/contract/model/bundle.ts';
import type { HostServices } from '../../src/contract/model/jobs.ts';
import { readRequest } from '../../src/contract/request/request.ts';
import { runPipeline, type Finished } from '../../src/pipeline/pipeline.ts';
import { makeReader, type Reader } from '../../src/pipeline/reader.ts';
import { quietRun } from '../run.ts';

/** A run in Node, with the bundle it left. */
export interface Trained extends Finished {
  bundle: Bundle;
  events: RunEvent[];
}

/** Trains on CSV texts as a caller of the console interface would; `files` go by name. */
export async function trainCsv(
  files: Record<string, string | Blob>,
  request: Record<string, unknown>,
  { reader = makeReader(), signal, host }: { reader?: Reader; signal?: AbortSignal; host?: HostServices } = {},
): Promise<Trained> {
  const { plan } = readRequest({ datasetFiles: [new Blob()], ...request });
  const sources = Object.entries(files).map(([name, text]) => ({ id: name, name, blob: new Blob([text]) }));
  const saved: Bundle[] = [];
  const library = { save: (bundle: Bundle) => Promise.resolve(void saved.push(bundle)), hold() {} };
  const run = quietRun(signal);
  const finished = await runPipeline({ plan, sources }, { reader, library, host }, run);
  return { ...finished, bundle: saved[0], events: run.events };
}
