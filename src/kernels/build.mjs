// Builds the kernels: every entry of assembly/ in every build, as a TypeScript module that holds the bytes in base64. Inside a module the bytes
// come the way the code comes: from any sub-path, offline, in a worker started from a blob, in Node. Does nothing while sources are unchanged.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where float64 must give the same digits everywhere there is no relaxed build. */
const kernels = {
  mlp: ['simd', 'simd-relaxed', 'simd-2', 'simd-relaxed-2'],
  'least-squares': ['simd'],
  logistic: ['simd'],
  csv: ['simd'],
  trees: ['simd'],
  decoder: ['simd', 'simd-relaxed'],
};
const plain = ['--enable', 'simd'];
const relaxed = [...plain, '--enable', 'relaxed-simd'];
/** For two workers over one memory, which is given to them; it may grow to 4 GB. */
const shared = ['--enable', 'threads', '--importMemory', '--sharedMemory', '--initialMemory', '16'].concat([
  '--maximumMemory',
  '65536',
]);
const builds = {
  simd: plain,
  'simd-relaxed': relaxed,
  'simd-2': [...plain, ...shared],
  'simd-relaxed-2': [...relaxed, ...shared],
};

const sources = join(import.meta.dirname, 'assembly');
const output = join(import.meta.dirname, 'build');
const stampFile = join(output, 'stamp');

const stamp = buildStamp();
if (stamp !== read(stampFile)) {
  mkdirSync(output, { recursive: true });
  const { default: asc } = await import('assemblyscript/asc'); // heavy: only when there is work
  for (const [kernel, names] of Object.entries(kernels))
    for (const name of names) await compile(asc, kernel, name, builds[name]);
  write(stampFile, stamp);
}

/** Changes whenever a source, this file or the compiler does. */
function buildStamp() {
  const compiler = createRequire(import.meta.url).resolve('assemblyscript/package.json');
  const hash = createHash('sha256')
    .update(readFileSync(compiler))
    .update(readFileSync(import.meta.filename));
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest('hex');
}

async function compile(asc, kernel, build, flags) {
  const files = new Map();
  const { error, stderr } = await asc.main(
    [
      `${kernel}.ts`,
      ...flags,
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--use',
      'abort=',
      '--disableWarning',
      '112',
    ].concat(['--baseDir', sources, '--outFile', 'out.wasm']),
    {
      writeFile: (name, contents) => void files.set(name, contents),
      readFile: (name, base) => read(join(base, name)),
      listFiles: () => [],
    },
  );
  const stderrText = stderr.toString();
  if (error || stderrText) throw new Error(`${kernel} (${build}): ${error?.message ?? ''}\n${stderrText}`);
  const bytes = Buffer.from(files.get('out.wasm'));
  write(join(output, `${kernel}.${build}.ts`), `export const base64 =\n  '${bytes.toString('base64')}';\n`);
  console.log(`kernel ${kernel} (${build}): ${bytes.length} bytes`);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Whole or not at all: two builds may run at once. */
function write(path, text) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}
