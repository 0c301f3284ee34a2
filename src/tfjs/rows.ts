import {
  dispose,
  gather,
  slice1d,
  tensor1d,
  tensor2d,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Run } from '../base/run.ts';
import type { MlpSpec, MlpSamples } from '../networks/mlp-spec.ts';
import type { Batch } from './mlp-step.ts';

/** The rows of a training, where batches are taken from. */
export interface Rows {
  setOrder(order: Int32Array): void;
  /** What positions `start` to `end` of the order weigh together. */
  weigh(start: number, end: number): number;
  /** Rows at positions `start` to `end` of the order: new tensors. */
  inputs(start: number, end: number): Tensor2D;
  batch(start: number, end: number): Batch;
  dispose(): void;
}

/** Most cells that stay on the device (64 MB); more are sent batch by batch, which a network worth a GPU hardly notices. */
const resident = 2 ** 24;
const blockCells = 2 ** 20;

/** Copies the samples to the device, or, where they are many, into plain memory. */
export async function uploadRows(spec: MlpSpec, samples: MlpSamples, run: Run): Promise<Rows> {
  const width = spec.widths[0];
  const values = new Float32Array(samples.rows * width);
  const blockRows = Math.max(1, Math.ceil(blockCells / width));
  for (let from = 0; from < samples.rows; from += blockRows) {
    const to = Math.min(samples.rows, from + blockRows);
    samples.write(from, to, values.subarray(from * width, to * width));
    await run.yield();
  }
  return values.length <= resident ? onDevice(spec, samples, values) : inMemory(spec, samples, values);
}

function onDevice({ widths, loss }: MlpSpec, { rows, targets, weights }: MlpSamples, values: Float32Array): Rows {
  const x = tensor2d(values, [rows, widths[0]]);
  const y = loss === 'softmax' ? codes(targets) : tensor2d(targets, [rows, targets.length / rows]);
  const w = weights ? tensor2d(weights, [rows, 1]) : null;
  let order: Int32Array = new Int32Array(0);
  let positions: Tensor1D = tensor1d(order, 'int32');
  const take = <T extends Tensor>(from: T, start: number, end: number): T =>
    gather(from, slice1d(positions, start, end - start));
  const weigh = (start: number, end: number) => sumWeights(weights, order, start, end);
  return {
    setOrder(next) {
      dispose(positions);
      order = next;
      positions = tensor1d(order, 'int32');
    },
    weigh,
    inputs: (start, end) => take(x, start, end),
    batch: (start, end) => ({
      x: take(x, start, end),
      y: take<Tensor>(y, start, end),
      w: w ? take(w, start, end) : null,
      total: weigh(start, end),
    }),
    dispose: () => dispose([x, y, positions, ...(w ? [w] : [])]),
  };
}

function inMemory({ widths, loss }: MlpSpec, { rows, targets, weights }: MlpSamples, values: Float32Array): Rows {
  let order: Int32Array = new Int32Array(0);
  const take = (from: Float32Array, width: number, start: number, end: number): Float32Array => {
    const taken = new Float32Array((end - start) * width);
    for (let i = start; i < end; i++) {
      taken.set(from.subarray(order[i] * width, (order[i] + 1) * width), (i - start) * width);
    }
    return taken;
  };
  const weigh = (start: number, end: number) => sumWeights(weights, order, start, end);
  const inputs = (start: number, end: number) =>
    tensor2d(take(values, widths[0], start, end), [end - start, widths[0]]);
  const outputs = targets.length / rows;
  return {
    setOrder: (next) => void (order = next),
    weigh,
    inputs,
    batch(start, end) {
      const truth = take(targets, outputs, start, end);
      return {
        x: inputs(start, end),
        y: loss === 'softmax' ? codes(truth) : tensor2d(truth, [end - start, outputs]),
        w: weights ? tensor2d(take(weights, 1, start, end), [end - start, 1]) : null,
        total: weigh(start, end),
      };
    },
    dispose: () => undefined,
  };
}

function codes(targets: Float32Array): Tensor1D {
  return tensor1d(Int32Array.from(targets), 'int32');
}

function sumWeights(weights: Float32Array | undefined, order: Int32Array, start: number, end: number): number {
  if (!weights) return end - start;
  let sum = 0;
  for (let i = start; i < end; i++) sum += weights[order[i]];
  return sum;
}
