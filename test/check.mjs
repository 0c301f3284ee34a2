/** Checks everything that can be checked without running the product (the kernels are type-checked when they are built): types of all worlds, Svelte, lint, format, the rules of the house, unused code. */
import { spawnSync } from 'node:child_process';

const checks = [
  ['types: page', 'tsc', '-p', 'tsconfig.json'],
  ['types: workers', 'tsc', '-p', 'src/tsconfig.worker.json'],
  ['types: tests', 'tsc', '-p', 'test/tsconfig.json'],
  ['svelte', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  ['lint', 'eslint', '.'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['house', 'vitest', 'run', 'test/house', '--reporter', 'dot'],
  ['unused code', 'knip'],
];

const failed = [];
for (const [name, program, ...args] of checks) {
  const started = Date.now();
  const { status } = spawnSync('npx', ['--no-install', program, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed.push(name);
}

// A check that cannot fail shows nothing: this project holds one type error, and it must be seen.
const canary = spawnSync('npx', ['--no-install', 'tsc', '-p', 'test/canary/tsconfig.json'], { encoding: 'utf8' });
const seen = canary.status !== 0 && canary.stdout.includes('TS2322');
console.log(`${seen ? 'ok  ' : 'FAIL'} canary: the type check rejects a known error`);
if (!seen) failed.push('canary');

if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}
