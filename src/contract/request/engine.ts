/** Every engine that a request may name; `-2` = two workers. */
export const engines = [
  'auto',
  'webgpu',
  'webgl',
  'wasm',
  'simd',
  'simd-2',
  'simd-relaxed',
  'simd-relaxed-2',
  'cpu',
] as const;

/** What computes a fit: the browser's GPU by TF.js (webgpu, webgl), TF.js on WebAssembly (wasm), our kernels (simd…), or plain float64 (cpu). */
export type Engine = (typeof engines)[number];
