import { vi } from 'vitest';

// A bundler gives an address for each of these files; in Node TF.js opens them by path.
const { wasmFile } = vi.hoisted(() => ({
  wasmFile: (name: string) => ({ default: `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}` }),
}));
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url', () => wasmFile('tfjs-backend-wasm.wasm'));
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url', () =>
  wasmFile('tfjs-backend-wasm-simd.wasm'),
);
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url', () =>
  wasmFile('tfjs-backend-wasm-threaded-simd.wasm'),
);
