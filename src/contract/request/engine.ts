export type Engine =
  'auto' | 'webgpu' | 'webgl' | 'wasm' | 'simd' | 'simd-2' | 'simd-relaxed' | 'simd-relaxed-2' | 'cpu';

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
