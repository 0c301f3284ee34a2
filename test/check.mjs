/** Checks everything that can be checked without running the product (the kernels are type-checked when they are built): types of all worlds, Svelte, lint, format, the rules of the house, unused code. */
import { spawn } from 'node:child_process';

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

/** Runs a program of this project to its end and gives what it printed. */
function runProgram(program, args) {
  return new Promise((resolve) => {
    const shell = process.platform === 'win32';
    const child = spawn('npx', ['--no-install', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], shell });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('close', (status) => resolve({ status, output }));
  });
}

const failed = [];
function report(name, isOk, output = '') {
  if (!isOk) failed.push(name);
  console.log(`${output}${isOk ? 'ok  ' : 'FAIL'} ${name}`);
}

// Two at a time: each takes one core for most of its time.
const waiting = [...checks];
async function work() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const [name, program, ...args] = check;
    const started = Date.now();
    const { status, output } = await runProgram(program, args);
    report(`${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`, status === 0, output);
  }
}
await Promise.all([work(), work()]);

// A check that cannot fail shows nothing: this project holds one type error, and it must be seen.
const canary = await runProgram('tsc', ['-p', 'test/canary/tsconfig.json']);
report('canary: the type check rejects a known error', canary.status !== 0 && canary.output.includes('TS2322'));

if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}
