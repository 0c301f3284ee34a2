/**
 * Makes what the folders bundles, stored and cells of test/fixtures hold, with the code as it stands. Run: `node test/make-fixtures.mjs keys`, or others of
 * `bundles`: model files that are missing, with their answers; those of older versions stay. `keys`: what a run writes. `plans`: plan files and requests.
 * `cells`: the corpus of written cells. `databases`: what a page stores, after `npm run build`. What an older version made is made anew only where it never held what shall be tested.
 */
import { spawnSync } from 'node:child_process';
import { startVitest } from 'vitest/node';

const makers = {
  bundles: 'storage/make-stored.ts',
  keys: 'storage/make-stored.ts',
  plans: 'contract/make-plans.ts',
  cells: 'tables/make-cells.ts',
};
const known = [...Object.keys(makers), 'databases'];
const wanted = process.argv.slice(2);
if (wanted.length === 0 || wanted.some((each) => !known.includes(each))) {
  console.error(`Say what to make: ${known.join(', ')}`);
  process.exit(1);
}
const include = [...new Set(wanted.flatMap((each) => makers[each] ?? []))];
if (include.length > 0) {
  process.env.FIXTURES = wanted.join();
  const vitest = await startVitest('test', [], { include, watch: false });
  await vitest.close();
}
if (wanted.includes('databases')) {
  const env = { ...process.env, FIXTURES: 'databases' };
  spawnSync('npx', ['--no-install', 'playwright', 'test', 'stored.spec'], { stdio: 'inherit', env });
}
