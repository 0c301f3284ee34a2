import { getBackend, matMul, tidy, transpose, type Tensor2D } from '@tensorflow/tfjs-core';

/**
 * Multiplies a [M, K] with b [K, N], either given transposed. On wasm TF.js has a fast product only for untransposed operands (25 against
 * 2 GFLOP/s), and gradients are made of transposed ones: there the transpose is made explicit first.
 */
export function product(a: Tensor2D, b: Tensor2D, transposeA = false, transposeB = false): Tensor2D {
  if (getBackend() !== 'wasm') return matMul(a, b, transposeA, transposeB);
  return tidy(() => matMul(transposeA ? transpose(a) : a, transposeB ? transpose(b) : b));
}
