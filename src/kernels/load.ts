import { fromBase64 } from '../base/base64.ts';

/** A way a kernel is built: 128-bit SIMD, without or with relaxed multiply-add. */
export type KernelBuild = 'simd' | 'simd-relaxed';

/** Every kernel in its builds; the bytes come with the code, so that they load from any path, offline and in Node. */
const sources = {
  'mlp.simd': () => import('./build/mlp.simd.ts'),
  'mlp.simd-relaxed': () => import('./build/mlp.simd-relaxed.ts'),
  'mlp.simd-2': () => import('./build/mlp.simd-2.ts'),
  'mlp.simd-relaxed-2': () => import('./build/mlp.simd-relaxed-2.ts'),
  'least-squares.simd': () => import('./build/least-squares.simd.ts'),
  'logistic.simd': () => import('./build/logistic.simd.ts'),
  'csv.simd': () => import('./build/csv.simd.ts'),
  'trees.simd': () => import('./build/trees.simd.ts'),
  'decoder.simd': () => import('./build/decoder.simd.ts'),
  'decoder.simd-relaxed': () => import('./build/decoder.simd-relaxed.ts'),
} as const;

/** A kernel and its build. */
export type KernelName = keyof typeof sources;

/** `() => v128` made of one i32x4.splat, and of three and an f32x4.relaxed_madd: modules that are valid only where the feature is. */
const probes: Record<KernelBuild, number[]> = {
  simd: [10, 8, 1, 6, 0, 65, 0, 253, 17, 11],
  'simd-relaxed': [10, 19, 1, 17, 0, 65, 0, 253, 17, 65, 0, 253, 17, 65, 0, 253, 17, 253, 133, 2, 11],
};
const head = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];

/** Says whether this engine can run a build. */
export function hasBuild(build: KernelBuild): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array([...head, ...probes[build]]));
}

const modules = new Map<KernelName, Promise<WebAssembly.Module>>();

/**
 * Opens a kernel with a memory of its own, which goes when the instance does.
 * `Exports` is what the kernel's source exports, memory included.
 */
export async function openKernel<Exports>(name: KernelName): Promise<Exports> {
  const { exports } = await WebAssembly.instantiate(await kernelModule(name));
  return exports as Exports;
}

/** Gives a compiled kernel, which is compiled once. */
export function kernelModule(name: KernelName): Promise<WebAssembly.Module> {
  const module = modules.get(name) ?? compile(name);
  modules.set(name, module);
  return module;
}

async function compile(name: KernelName): Promise<WebAssembly.Module> {
  const { base64 } = await sources[name]();
  return WebAssembly.compile(fromBase64(base64));
}
