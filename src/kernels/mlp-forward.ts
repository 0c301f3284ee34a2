import { AppError } from '../base/errors.ts';
import type { MlpLayers } from '../networks/mlp-spec.ts';
import { openKernel } from './load.ts';

interface ForwardKernel {
  memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  create(widths: number, depth: number, activation: number, loss: number, slice: number): number;
  weights(net: number): number;
  predict(net: number, x: number, order: number, start: number, count: number, out: number): void;
}

/** Dense layers in the kernel's memory, a slice of rows at a time. */
export interface MlpForward {
  /** Rows of a slice. */
  readonly slice: number;
  /** Where the inputs of a slice are put [slice, inputs]. */
  readonly input: Float32Array;
  /** Gives what goes into the output layer's activation for the first `count` rows of `input`: [count, outputs], good until the next call. */
  outputs(count: number): Float32Array;
}

const activations = ['identity', 'relu', 'tanh', 'logistic'];
const slice = 256;

/**
 * Opens the forward pass of the fused kernel. Always the plain SIMD build: its float32 arithmetic is the same to the last bit in every engine,
 * while relaxed multiply-add rounds as the processor likes. All hidden layers have one activation; needs SIMD (see `hasBuild`).
 * @throws AppError `train.no-memory`
 */
export async function openMlpForward(layers: MlpLayers): Promise<MlpForward> {
  const kernel = await openKernel<ForwardKernel>('mlp.simd');
  const widths = [layers[0].inputs, ...layers.map(({ units }) => units)];
  const parameters = layers.flatMap(({ kernel: values, bias }) => [values, bias]);
  const size = parameters.reduce((sum, { length }) => sum + length, 0);
  const outputs = widths[widths.length - 1];
  const allocateDoubles = (count: number): number => {
    const address = kernel.allocate(4 * count) >>> 0;
    if (address === 0) throw new AppError('train.no-memory', { megabytes: Math.ceil((16 * size) / 1e6) });
    return address;
  };

  const widthsAt = allocateDoubles(widths.length);
  new Int32Array(kernel.memory.buffer, widthsAt, widths.length).set(widths);
  const activation = layers.length > 1 ? activations.indexOf(layers[0].activation) : 0;
  const net = kernel.create(widthsAt, layers.length, activation, 0, slice) >>> 0;
  if (net === 0) throw new AppError('train.no-memory', { megabytes: Math.ceil((16 * size) / 1e6) });
  const x = allocateDoubles(slice * widths[0]);
  const order = allocateDoubles(slice);
  const out = allocateDoubles(slice * outputs);

  const { buffer } = kernel.memory;
  new Int32Array(buffer, order, slice).forEach((_, i, all) => (all[i] = i));
  const flat = new Float32Array(buffer, kernel.weights(net) >>> 0, size);
  let at = 0;
  for (const values of parameters) {
    flat.set(values, at);
    at += values.length;
  }
  return {
    slice,
    input: new Float32Array(buffer, x, slice * widths[0]),
    outputs(count) {
      kernel.predict(net, x, order, 0, count, out);
      return new Float32Array(buffer, out, count * outputs);
    },
  };
}
