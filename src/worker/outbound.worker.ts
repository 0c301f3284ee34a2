import { fetchFile } from '../base/fetch-file.ts';
import { expose } from '../base/wire.ts';
import type { OutboundApi, Sent } from '../contract/worker-api.ts';
import { send } from '../publish/send.ts';
import { downloadFiles, lackingFiles } from './download.ts';
import { toRun } from './run.ts';
import { toLine } from './send-by-xhr.ts';

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
  publish(target, file, sha256, origin, port) {
    return send(target, file, sha256, toLine(toRun(port), origin, file.size, told('publish')));
  },
  tell(port) {
    counter = port;
    return Promise.resolve();
  },
};

expose(api);
