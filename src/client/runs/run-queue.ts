import { catalog } from '../../adapters/catalog.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import { withoutSecrets } from '../../contract/request/without-secrets.ts';
import { openRuns } from '../../storage/runs.ts';
import { train } from '../calls.ts';
import { home } from '../page/home.ts';
import { makeQueue, type Queue } from './queue.ts';
import { takeSecrets } from '../host/secrets.ts';

const owner = `intab-tab-${Array.from(crypto.getRandomValues(new Uint8Array(8)), (each) => each.toString(36)).join('')}`;
// Absent in insecure contexts, whatever the types say.
const locks = navigator.locks as LockManager | undefined;

/** Held until the tab closes: other tabs see by it that this tab's runs are not orphans. */
void locks?.request(owner, () => new Promise<never>(() => {}));

async function isOpen(tab: string): Promise<boolean> {
  const { held = [] } = (await locks?.query()) ?? {};
  return held.some(({ name }) => name === tab);
}

const plain = makeQueue({
  train,
  store: openRuns(home),
  owner,
  isOpen,
  now: () => Date.now(),
  withoutSecrets(plan) {
    const meta = Object.hasOwn(catalog, plan.modelType)
      ? (catalog as Record<string, AdapterMeta>)[plan.modelType]
      : undefined;
    return withoutSecrets(plan, meta?.options ?? []);
  },
});

/** The runs of this page: the interface and the console interface add to the same queue. Secrets do not enter it. */
export const queue: Queue = {
  ...plain,
  add: (request, options) => plain.add({ ...request, plan: takeSecrets(request.plan) }, options),
};
