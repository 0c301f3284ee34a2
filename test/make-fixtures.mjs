/**
 * Makes the models of test/fixtures/bundles with the code as it stands. Run: `node test/make-fixtures.mjs bundles keys`.
 * `bundles`: model files that are missing, with their answers; those of older versions stay. `keys`: what a run of today writes.
 */
import { startVitest } from 'vitest/node';

const known = ['bundles', 'keys'];
const wanted = process.argv.slice(2);
if (wanted.length === 0 || wanted.some((each) => !known.includes(each))) {
  console.error(`Say what to make: ${known.join(', ')}`);
  process.exit(1);
}
process.env.FIXTURES = wanted.join();
const vitest = await startVitest('test', [], { include: ['storage/make-stored.ts'], watch: false });
await vitest.close();
