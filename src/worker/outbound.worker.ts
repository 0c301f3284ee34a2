import { fetchFile } from '../base/fetch-file.ts';
import { expose } from '../base/wire.ts';
import type { OutboundApi } from '../contract/worker-api.ts';
import { toRun } from './run.ts';

const api: OutboundApi = {
  dataset(url, port) {
    const { signal, report } = toRun(port);
    return fetchFile(new URL(url), signal, (done, total) =>
      report({ type: 'progress', stage: 'read', done, total: Math.max(done, total), unit: 'bytes' }),
    );
  },
};

expose(api);
