// `npm run bench`: measures the production build in dist/ beside scikit-learn, pandas, openpyxl (Debian's, where they are) and TF.js, on the same
// files in the same run. Prints a table and writes bench.json. `--only=linear` picks cases by their names, `--rounds=5` (else 3) takes more
// rounds, `--large` adds 10 million rows, `--quick` shrinks every table to a tenth: to see that all works, not how fast.
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    large: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const { module } = await runnerImport('./test/bench/bench.ts', { configFile: false, logLevel: 'error' });
await module.bench({ ...values, rounds: Number(values.rounds) });
