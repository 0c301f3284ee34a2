import { AppError } from '../base/errors.ts';
import { expose, transfer } from '../base/wire.ts';
import type { Download } from '../contract/outside.ts';
import type { OutsideApi, OutsidePort } from '../contract/worker-api.ts';
import { askChat } from './chat.ts';
import { answerTo, outboundWorker } from './outbound.ts';
import type { CallOptions } from './table-worker.ts';

/** Makes a call that may ask for what only the page may do; what it asks is answered while it lasts. */
export async function withOutside<T>(options: CallOptions, action: (outside: OutsidePort) => Promise<T>): Promise<T> {
  const { port1, port2 } = new MessageChannel();
  expose(answering(options), port1);
  try {
    return await action(transfer(port2, [port2]));
  } finally {
    port1.close();
  }
}

function answering(options: CallOptions): OutsideApi {
  return {
    chat: (job, port) => askChat(job, port, options),
    async download(job, port) {
      const lacking = await outboundWorker().lacking(job);
      await agreeToDownload(job.name, lacking, options);
      return outboundWorker().download(job, transfer(port, [port]));
    },
  };
}

/** Asks before files come from other origins; this page's own may be had without. */
async function agreeToDownload(name: string, lacking: Download['files'], options: CallOptions): Promise<void> {
  const hosts = lacking.map(({ url }) => new URL(url)).filter(({ origin }) => origin !== location.origin);
  if (hosts.length === 0) return;
  const host = [...new Set(hosts.map((url) => url.host))].join(', ');
  const said = await answerTo({ purpose: 'model', host, name, files: hosts.length }, options);
  if (said === 'nobody') throw new AppError('privacy.download-not-agreed', { name, host });
  if (said === 'no') throw new AppError('privacy.download-refused', { name, host });
}
