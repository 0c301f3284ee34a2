import { AppError } from '../base/errors.ts';
import { fetchFile } from '../base/fetch-file.ts';
import { serveRun } from '../base/port.ts';
import { expose } from '../base/wire.ts';
import { askAll, cachedAnswers } from '../chat/job.ts';
import { guessRead } from '../chat/tokens.ts';
import type { OutboundApi, Sent } from '../contract/workers/outbound-api.ts';
import { send } from '../publish/send.ts';
import { openAnswers } from '../storage/chat-answers.ts';
import { downloadFiles, missingFiles } from './download.ts';
import { now } from './worker-run.ts';
import { toTransport } from './send-by-xhr.ts';

/** Days that answers which were paid for are kept. */
const maxKeptDays = 30;
const store = openAnswers(new URL('..', import.meta.url).pathname, () => Date.now());
void store.forget(Date.now() - maxKeptDays * 86_400_000).catch(() => {});

/** As much as a model file may be. */
const maxBytes = 2 ** 30;

let counter: MessagePort | undefined;

/** Tells the page of a request that goes out now. */
function notifier(purpose: Sent['purpose']): (url: URL) => void {
  return ({ host }) => counter?.postMessage({ at: Date.now(), purpose, host } satisfies Sent);
}

const api: OutboundApi = {
  dataset(url, port) {
    const { signal, report } = serveRun(port, now);
    const address = new URL(url);
    notifier('dataset')(address);
    return fetchFile(address, signal, (done, total) =>
      report({ type: 'progress', stage: 'read', done, total: Math.max(done, total), unit: 'bytes' }),
    );
  },
  bundle(url, port) {
    const address = new URL(url);
    notifier('model')(address);
    return fetchFile(address, serveRun(port, now).signal, (done) => {
      if (done <= maxBytes) return;
      throw new AppError('model.too-large', { megabytes: Math.ceil(done / 2 ** 20), most: maxBytes / 2 ** 20 });
    });
  },
  missingFiles: (job) => missingFiles(job),
  download: (job, port) => downloadFiles(job, serveRun(port, now), notifier('model')),
  publish(target, file, sha256, origin, port) {
    return send(target, file, sha256, toTransport(serveRun(port, now), origin, file.size, notifier('publish')));
  },
  async unanswered(job) {
    const { kept } = await cachedAnswers(job, store);
    const open = job.prompts.filter((_, row) => kept[row] === undefined);
    return { rows: open.length, tokens: guessRead(job.system, open) };
  },
  chat(job, key, origin, port) {
    const random = () => Math.random();
    return askAll(job, { key, store, random, origin, notify: notifier('chat') }, serveRun(port, now));
  },
  notify(port) {
    counter = port;
    return Promise.resolve();
  },
};

expose(api);
