import { AppError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import type { MlpLayers, MlpPlan, MlpSamples, MlpTrainer } from '../contract/mlp.ts';
import { openKernel, type KernelBuild } from './load.ts';

/** What assembly/mlp.ts exports. Pointers are bytes; a pointer above 2^31 comes out negative, 0 means that memory is short. */
interface MlpKernel {
  memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  create(widths: number, depth: number, activation: number, loss: number, slice: number): number;
  weights(net: number): number;
  useAdam(net: number, rate: number, beta1: number, beta2: number, epsilon: number): void;
  useSgd(net: number, rate: number, momentum: number, nesterov: number): void;
  usePenalty(net: number, alpha: number): void;
  forget(net: number): void;
  weigh(weights: number, order: number, start: number, count: number): number;
  accumulate(
    net: number,
    x: number,
    y: number,
    weights: number,
    order: number,
    start: number,
    count: number,
    total: number,
    first: number,
  ): number;
  finish(net: number, total: number): number;
  predict(net: number, x: number, order: number, start: number, count: number, out: number): void;
}

const activations = ['identity', 'relu', 'tanh', 'logistic'];
const losses = ['squared', 'softmax', 'binary'];
const lastActivation = { squared: 'identity', softmax: 'softmax', binary: 'logistic' } as const;

/** Floating-point operations of a call, and between two breaths: 20 ms at 5 GFLOP/s, the pace of a slow phone. */
const work = 1e8;
/** Most rows of a slice: more do not run faster, and fewer stay in the cache. */
const mostRows = 256;

/**
 * Opens a trainer on the fused kernel: samples and parameters live in the memory of an instance of its own.
 * @throws AppError `train.no-memory` when they do not fit into it
 */
export async function openKernelMlp(
  build: KernelBuild,
  plan: MlpPlan,
  samples: MlpSamples,
  first: MlpLayers,
  run: Run,
): Promise<MlpTrainer> {
  let kernel: MlpKernel | null = await openKernel<MlpKernel>(`mlp.${build}`);
  const { widths, batchSize } = plan;
  const inputs = widths[0];
  const outputs = widths[widths.length - 1];
  const parameters = countParameters(widths);
  const slice = Math.max(2, Math.min(batchSize, mostRows, Math.ceil(work / (6 * parameters))));

  const place = (count: number): number => {
    const address = count < 2 ** 30 ? alive().allocate(4 * count) >>> 0 : 0;
    if (address === 0) throw noMemory(plan, samples);
    return address;
  };
  const floats = (address: number, length: number) => new Float32Array(alive().memory.buffer, address, length);

  // All memory first: growing it makes views stale.
  const widthsAt = place(widths.length);
  new Int32Array(kernel.memory.buffer, widthsAt, widths.length).set(widths);
  const net =
    kernel.create(
      widthsAt,
      widths.length - 1,
      activations.indexOf(plan.activation),
      losses.indexOf(plan.loss),
      slice,
    ) >>> 0;
  if (net === 0) throw noMemory(plan, samples);
  const x = place(samples.rows * inputs);
  const y = place(samples.targets.length);
  const w = samples.weights ? place(samples.rows) : 0;
  const orderAt = place(samples.rows);
  const out = place(slice * outputs);
  const weights = kernel.weights(net) >>> 0;

  const blockRows = Math.max(1, Math.ceil(1e6 / inputs));
  for (let from = 0; from < samples.rows; from += blockRows) {
    const to = Math.min(samples.rows, from + blockRows);
    samples.write(from, to, floats(x + 4 * from * inputs, (to - from) * inputs));
    await run.breathe();
  }
  floats(y, samples.targets.length).set(samples.targets);
  if (samples.weights) floats(w, samples.rows).set(samples.weights);
  kernel.usePenalty(net, plan.alpha);
  setRate(plan.solver.rate);
  setLayers(first, true);

  function alive(): MlpKernel {
    if (!kernel) throw new Error('the trainer was disposed');
    return kernel;
  }

  function setRate(rate: number): void {
    const { solver } = plan;
    if (solver.name === 'adam') alive().useAdam(net, rate, solver.beta1, solver.beta2, solver.epsilon);
    else alive().useSgd(net, rate, solver.momentum, Number(solver.nesterov));
  }

  function setLayers(layers: MlpLayers, fresh = false): void {
    const flat = floats(weights, parameters);
    let at = 0;
    for (const { kernel: values, bias } of layers) {
      flat.set(values, at);
      flat.set(bias, at + values.length);
      at += values.length + bias.length;
    }
    if (fresh) alive().forget(net);
  }

  function setOrder(order: Int32Array): void {
    if (order.length > samples.rows) throw new RangeError('an order names more rows than there are');
    new Int32Array(alive().memory.buffer, orderAt, order.length).set(order);
  }

  let done = 0;
  function isBreathDue(operations: number): boolean {
    done += operations;
    if (done < work) return false;
    done = 0;
    return true;
  }

  return {
    engine: build,

    async epoch(order, progress) {
      setOrder(order);
      let [sum, all] = [0, 0];
      for (let start = 0; start < order.length; start += batchSize) {
        const end = Math.min(order.length, start + batchSize);
        const total = alive().weigh(w, orderAt, start, end - start);
        if (total === 0) continue;
        for (let from = start; from < end; from += slice) {
          const count = Math.min(slice, end - from);
          sum += alive().accumulate(net, x, y, w, orderAt, from, count, total, Number(from === start));
          if (isBreathDue(6 * parameters * count)) await run.breathe();
        }
        sum += alive().finish(net, total);
        all += total;
        if (isBreathDue(20 * parameters)) await run.breathe();
        progress?.(end);
      }
      return sum / all;
    },

    async predict(order) {
      setOrder(order);
      const answers = new Float32Array(order.length * outputs);
      for (let from = 0; from < order.length; from += slice) {
        const count = Math.min(slice, order.length - from);
        alive().predict(net, x, orderAt, from, count, out);
        answers.set(floats(out, count * outputs), from * outputs);
        if (isBreathDue(2 * parameters * count)) await run.breathe();
      }
      return answers;
    },

    layers() {
      const flat = floats(weights, parameters);
      let at = 0;
      const read = (length: number) => flat.slice(at, (at += length));
      return Promise.resolve(
        widths.slice(1).map((units, i) => ({
          inputs: widths[i],
          units,
          kernel: read(widths[i] * units),
          bias: read(units),
          activation: i === widths.length - 2 ? lastActivation[plan.loss] : plan.activation,
        })),
      );
    },

    setLayers,
    setRate,
    dispose() {
      kernel = null;
    },
  };
}

function countParameters(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, units, i) => sum + (widths[i] + 1) * units, 0);
}

function noMemory(plan: MlpPlan, samples: MlpSamples): AppError {
  const cells = samples.rows * (plan.widths[0] + 3) + 4 * countParameters(plan.widths);
  return new AppError('train.no-memory', { megabytes: Math.ceil((4 * cells) / 1e6) });
}
