import { AppError } from '../base/errors.ts';
import { phrase } from '../base/messages.ts';
import type { Run } from '../base/run.ts';
import type { MlpLayers, MlpSpec, MlpSamples, MlpTrainer } from '../networks/mlp-spec.ts';
import { kernelModule, openKernel, type KernelBuild } from './load.ts';
import { epochSteps, type MlpKernel, type MlpOffsets } from './mlp-epoch.ts';
import { canShare, startSecondWorker, type SecondWorker } from './mlp-half.ts';

/** A kernel build, alone or with a second worker over the same memory. */
export type MlpEngine = KernelBuild | `${KernelBuild}-2`;

const activations = ['identity', 'relu', 'tanh', 'logistic'];
const losses = ['squared', 'softmax', 'binary'];
const lastActivation = { squared: 'identity', softmax: 'softmax', binary: 'logistic' } as const;

const gone = { detail: 'the second training worker does not answer' };

/** Floating-point operations of a call, 45 ms at 10 GFLOP/s, the pace of a slow phone; and those between two breaths. */
const maxWork = 4.5e8;
const work = 1e8;
/** Most rows of a slice: more do not run faster, and fewer stay in the cache. */
const maxRows = 256;

/**
 * Opens a trainer on the fused kernel: samples and parameters live in the memory of an instance of its own, or, with `-2`, in one that a second
 * worker shares: it works off half of each batch, and the step is one network's own.
 * @throws AppError `train.no-memory` when they do not fit into it; `train.no-engine` where memory cannot be shared
 */
export async function openKernelMlp(
  engine: MlpEngine,
  spec: MlpSpec,
  samples: MlpSamples,
  first: MlpLayers,
  run: Run,
): Promise<MlpTrainer> {
  const shared = isShared(engine) ? await openShared(engine) : null;
  let kernel: (MlpKernel & { memory: WebAssembly.Memory }) | null =
    shared ?? (await openKernel<MlpKernel & { memory: WebAssembly.Memory }>(`mlp.${engine}`));
  const { widths, batchSize } = spec;
  const inputs = widths[0];
  const outputs = widths[widths.length - 1];
  const parameters = countParameters(widths);
  const part = shared ? Math.ceil(batchSize / 2) : batchSize;
  const slices = Math.ceil(part / Math.min(maxRows, Math.ceil(maxWork / (6 * parameters))));
  const slice = Math.max(2, Math.ceil(part / slices));

  const allocateDoubles = (count: number): number => {
    const address = count < 2 ** 30 ? alive().allocate(4 * count) >>> 0 : 0;
    if (address === 0) throw noMemory(spec, samples);
    return address;
  };
  const floats = (address: number, length: number) => new Float32Array(alive().memory.buffer, address, length);

  // All memory first: growing it makes views stale.
  const widthsAt = allocateDoubles(widths.length);
  new Int32Array(kernel.memory.buffer, widthsAt, widths.length).set(widths);
  const net =
    kernel.create(
      widthsAt,
      widths.length - 1,
      activations.indexOf(spec.activation),
      losses.indexOf(spec.loss),
      slice,
    ) >>> 0;
  if (net === 0) throw noMemory(spec, samples);
  const twin = shared ? kernel.twin(net, widthsAt) >>> 0 : 0;
  if (shared && twin === 0) throw noMemory(spec, samples);
  const meet = shared ? allocateDoubles(3) : 0;
  const x = allocateDoubles(samples.rows * inputs);
  const y = allocateDoubles(samples.targets.length);
  const w = samples.weights ? allocateDoubles(samples.rows) : 0;
  const orderAt = allocateDoubles(samples.rows);
  const out = allocateDoubles(slice * outputs);
  const weights = kernel.weights(net) >>> 0;

  const blockRows = Math.max(1, Math.ceil(1e6 / inputs));
  for (let from = 0; from < samples.rows; from += blockRows) {
    const to = Math.min(samples.rows, from + blockRows);
    samples.write(from, to, floats(x + 4 * from * inputs, (to - from) * inputs));
    await run.yield();
  }
  floats(y, samples.targets.length).set(samples.targets);
  if (samples.weights) floats(w, samples.rows).set(samples.weights);
  kernel.usePenalty(net, spec.alpha);
  setRate(spec.solver.rate);
  setLayers(first, true);
  const at: MlpOffsets = { net, twin, meet, x, y, w, order: orderAt, parameters, batchSize, slice };
  const second = shared ? await openSecond(engine, shared, at) : null;

  function alive() {
    if (!kernel) throw new Error('the trainer was disposed');
    return kernel;
  }

  function setRate(rate: number): void {
    const { solver } = spec;
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
  function isYieldDue(operations: number): boolean {
    done += operations;
    if (done < work) return false;
    done = 0;
    return true;
  }

  return {
    engine,

    async epoch(order, progress) {
      setOrder(order);
      const half = second?.ask({ rows: order.length });
      // Its failure, if any, is reported below.
      half?.catch(() => {});
      const steps = epochSteps(alive(), at, 0, order.length);
      let step = steps.next();
      for (; !step.done; step = steps.next()) {
        if (isYieldDue(step.value.operations)) await run.yield();
        if (step.value.done !== undefined) progress?.(step.value.done);
      }
      if (meet !== 0 && new Int32Array(alive().memory.buffer, meet, 3)[2] !== 0)
        throw new AppError('run.crashed', gone);
      await half;
      return step.value;
    },

    async predict(order) {
      setOrder(order);
      const answers = new Float32Array(order.length * outputs);
      for (let from = 0; from < order.length; from += slice) {
        const count = Math.min(slice, order.length - from);
        alive().predict(net, x, orderAt, from, count, out);
        answers.set(floats(out, count * outputs), from * outputs);
        if (isYieldDue(2 * parameters * count)) await run.yield();
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
          activation: i === widths.length - 2 ? lastActivation[spec.loss] : spec.activation,
        })),
      );
    },

    setLayers,
    setRate,
    dispose() {
      second?.end();
      kernel = null;
    },
  };
}

function isShared(engine: MlpEngine): engine is `${KernelBuild}-2` {
  return engine.endsWith('-2');
}

/** Opens a kernel over a memory that another worker may share. */
async function openShared(engine: `${KernelBuild}-2`) {
  if (!canShare()) throw new AppError('train.no-engine', { engine, detail: phrase('engine.not-isolated', {}) });
  const module = await kernelModule(`mlp.${engine}`);
  const memory = sharedMemory(engine);
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return { ...(exports as unknown as MlpKernel), memory, module };
}

/** Up to 4 GB of address space: not every system has so much of it. */
function sharedMemory(engine: MlpEngine): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true });
  } catch (error) {
    throw new AppError('train.no-engine', { engine, detail: error instanceof Error ? error.message : String(error) });
  }
}

/** Starts the second worker on what lies in the memory. */
async function openSecond(
  engine: MlpEngine,
  { module, memory }: { module: WebAssembly.Module; memory: WebAssembly.Memory },
  at: MlpOffsets,
): Promise<SecondWorker> {
  const second = await startSecondWorker(engine);
  await second.ask({ module, memory, at });
  return second;
}

function countParameters(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, units, i) => sum + (widths[i] + 1) * units, 0);
}

function noMemory(spec: MlpSpec, samples: MlpSamples): AppError {
  const cells = samples.rows * (spec.widths[0] + 3) + 4 * countParameters(spec.widths);
  return new AppError('train.no-memory', { megabytes: Math.ceil((4 * cells) / 1e6) });
}
