import { AppError } from '../../base/errors.ts';
import { expose, transfer } from '../../base/wire.ts';
import type { Download } from '../../contract/model/jobs.ts';
import type { HostApi, HostPort } from '../../contract/workers/host-api.ts';
import { startModelWorker, type ModelWorker } from '../workers/model-worker.ts';
import { answerTo } from './consent.ts';
import { askOutbound } from '../workers/outbound-worker.ts';
import type { CallOptions } from '../workers/table-worker.ts';

/** Makes a call that may ask for what only the page may do; what it asks is answered while it lasts. */
export async function withHost<T>(options: CallOptions, action: (host: HostPort) => Promise<T>): Promise<T> {
  const ports: MessagePort[] = [];
  const agreed = new Set<string>();
  let models: ModelWorker | undefined;

  const offer = (): HostPort => {
    const { port1, port2 } = new MessageChannel();
    expose(api, port1);
    ports.push(port1);
    return port2;
  };
  const start = (): ModelWorker => (models ??= startModelWorker(offer()));
  const api: HostApi = {
    chat: async (job, port) => (await import('./ask-chat.ts')).askChat(job, port, options),
    async download(job, port) {
      const missingFiles = await askOutbound((outbound) => outbound.missingFiles(job));
      await agreeToDownload(job.name, missingFiles, options, agreed);
      return askOutbound((outbound) => outbound.download(job, transfer(port, [port])));
    },
    models() {
      const { api: port } = start();
      return Promise.resolve(transfer(port, [port]));
    },
    modelsGone: () => start().gone,
  };

  try {
    const host = offer();
    return await action(transfer(host, [host]));
  } finally {
    models?.end();
    ports.forEach((port) => port.close());
  }
}

/** Asks before files come from other origins, once a call for each model and host; this page's own may be had without. */
async function agreeToDownload(
  name: string,
  missingFiles: Download['files'],
  options: CallOptions,
  agreed: Set<string>,
): Promise<void> {
  const hosts = missingFiles.map(({ url }) => new URL(url)).filter(({ origin }) => origin !== location.origin);
  if (hosts.length === 0) return;
  const host = [...new Set(hosts.map((url) => url.host))].join(', ');
  const what = `${name} ${host}`;
  if (agreed.has(what)) return;
  const consent = await answerTo({ purpose: 'model', host, name, files: hosts.length }, options);
  if (consent === 'nobody') throw new AppError('privacy.download-not-agreed', { name, host });
  if (consent === 'no') throw new AppError('privacy.download-refused', { name, host });
  agreed.add(what);
}
