import { fetchFile } from '../base/fetch-file.ts';
import { expose } from '../base/wire.ts';
import type { OutboundApi, Sent } from '../contract/worker-api.ts';
import { downloadFiles, lackingFiles } from './download.ts';
import { toRun } from './run.ts';

let counter: MessagePort | undefined;

/** Tells the page of a request that goes out now. */
function told(purpose: Sent['purpose']): (url: URL) => void {
  return ({ host }) => counter?.postMessage({ at: Date.now(), purpose, host } satisfies Sent);
}

const api: OutboundApi = {
  dataset(url, port) {
    const { signal, report } = toRun(port);
    const address = new URL(url);
    told('dataset')(address);
    return fetchFile(address, signal, (done, total) =>
      report({ type: 'progress', stage: 'read', done, total: Math.max(done, total), unit: 'bytes' }),
    );
  },
  lacking: (job) => lackingFiles(job),
  download: (job, port) => downloadFiles(job, toRun(port), told('model')),
  tell(port) {
    counter = port;
    return Promise.resolve();
  },
};

expose(api);
