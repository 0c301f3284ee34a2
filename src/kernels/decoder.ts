import { AppError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import type { AdamW } from '../networks/adamw-spec.ts';
import { decoderTensors, type DecoderSpec, type DecoderWeights } from '../networks/decoder-spec.ts';
import type { PlainTensor } from '../networks/tensor.ts';
import { hasBuild, openKernel, type KernelBuild } from './load.ts';

/** What `assembly/decoder.ts` exports; addresses are bytes. */
interface DecoderKernel {
  memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  create(
    vocabulary: number,
    positions: number,
    width: number,
    heads: number,
    inner: number,
    layers: number,
    epsilon: number,
  ): number;
  weights(net: number): number;
  gradient(net: number): number;
  moments(net: number, which: number): number;
  size(net: number): number;
  begin(net: number): void;
  embed(net: number, ids: number, tokens: number): void;
  unembed(net: number, ids: number, tokens: number): void;
  forward(net: number, block: number, tokens: number): void;
  backward(net: number, block: number, tokens: number): void;
  evaluate(net: number, next: number, tokens: number, slope: number): number;
  norm(gradient: number, count: number): number;
  move(
    weights: number,
    gradient: number,
    first: number,
    second: number,
    count: number,
    scale: number,
    beta1: number,
    beta2: number,
    rate: number,
    root: number,
    epsilon: number,
    keep: number,
  ): void;
}

/** A decoder that learns. A text is a run of at least 2 tokens, at most `positions` + 1: each but the last one predicts the next. */
export interface DecoderTrainer {
  readonly build: KernelBuild;
  /** How many numbers learn. */
  readonly parameters: number;
  /** Takes one step on a batch of texts; gives their mean loss before it, in nats a token. @throws AppError `run.stopped` */
  step(texts: readonly Int32Array[], rule: AdamW, run: Run): Promise<number>;
  /** Total cost of predicting a text, in nats. */
  cost(text: Int32Array, run: Run): Promise<number>;
  /** Gives the gradient of a batch's mean loss. */
  gradients(texts: readonly Int32Array[], run: Run): Promise<Map<string, PlainTensor>>;
  /** Gives a copy of all weights. */
  weights(): Map<string, PlainTensor>;
  /** Gives memory back; the trainer is of no use afterwards. */
  dispose(): void;
}

/**
 * Opens a decoder on the kernel, all in float32, in the fastest build that runs here unless one is named.
 * @throws AppError `train.no-simd`; `train.no-memory`; `model.bad-size` where a tensor is missing or has another shape
 */
export async function openDecoder(
  spec: DecoderSpec,
  start: DecoderWeights,
  build: KernelBuild = hasBuild('simd-relaxed') ? 'simd-relaxed' : 'simd',
): Promise<DecoderTrainer> {
  if (!hasBuild(build)) throw new AppError('train.no-simd', {});
  let kernel: DecoderKernel | null = await openKernel<DecoderKernel>(`decoder.${build}`);
  const { vocabulary, positions, width, heads, inner, layers, epsilon } = spec;
  const net = kernel.create(vocabulary, positions, width, heads, inner, layers, epsilon) >>> 0;
  const ids = kernel.allocate(4 * (positions + 1)) >>> 0;
  const parameters = net === 0 ? 0 : kernel.size(net);
  if (net === 0 || ids === 0) throw new AppError('train.no-memory', { megabytes: estimateMemory(spec) });

  const offsets = tensorOffsets(decoderTensors(spec));
  const [weights, gradient, first, second] = [
    kernel.weights(net) >>> 0,
    kernel.gradient(net) >>> 0,
    kernel.moments(net, 0) >>> 0,
    kernel.moments(net, 1) >>> 0,
  ];
  for (const { name, shape, at, size } of offsets) {
    const given = start.get(name);
    if (given?.data.length !== size || given.shape.join() !== shape.join()) {
      throw new AppError('model.bad-size', { expected: size, found: given?.data.length ?? 0 });
    }
    floats(weights + 4 * at, size).set(given.data);
  }
  let steps = 0;

  function alive(): DecoderKernel {
    if (!kernel) throw new Error('the decoder was disposed');
    return kernel;
  }

  function floats(address: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(alive().memory.buffer as ArrayBuffer, address, length);
  }

  function read(address: number): Map<string, PlainTensor> {
    return new Map(
      offsets.map(({ name, shape, at, size }) => [name, { shape, data: floats(address + 4 * at, size).slice() }]),
    );
  }

  /** Works off a text, block after block; with a slope its gradient is added up. */
  async function pass(text: Int32Array, slope: number, run: Run): Promise<number> {
    const now = alive();
    const tokens = text.length - 1;
    if (tokens < 1 || tokens > positions) throw new RangeError(`a text of ${text.length} tokens`);
    new Int32Array(now.memory.buffer, ids, text.length).set(text);
    now.embed(net, ids, tokens);
    for (let i = 0; i < layers; i++) {
      now.forward(net, i, tokens);
      await run.yield();
    }
    const lost = now.evaluate(net, ids + 4, tokens, slope);
    if (slope !== 0) {
      for (let i = layers - 1; i >= 0; i--) {
        now.backward(net, i, tokens);
        await run.yield();
      }
      now.unembed(net, ids, tokens);
    }
    return lost;
  }

  /** Computes the gradient of a batch's mean loss, and gives that. */
  async function slope(texts: readonly Int32Array[], run: Run): Promise<number> {
    const tokens = texts.reduce((sum, { length }) => sum + length - 1, 0);
    alive().begin(net);
    let lost = 0;
    for (const text of texts) lost += await pass(text, 1 / tokens, run);
    return lost / tokens;
  }

  return {
    build,
    parameters,

    async step(texts, { rate, beta1, beta2, epsilon: tail, weightDecay, clip }, run) {
      const loss = await slope(texts, run);
      const now = alive();
      const length = Math.sqrt(now.norm(gradient, parameters));
      const scale = clip === null ? 1 : Math.min(1, clip / (length + 1e-6));
      steps++;
      const reach = rate / (1 - beta1 ** steps);
      const root = Math.sqrt(1 - beta2 ** steps);
      for (const { at, size, shape } of offsets) {
        const keep = shape.length > 1 ? 1 - rate * weightDecay : 1;
        const [w, g, m, v] = [weights, gradient, first, second].map((address) => address + 4 * at);
        now.move(w, g, m, v, size, scale, beta1, beta2, reach, root, tail, keep);
      }
      return loss;
    },

    cost: (text, run) => pass(text, 0, run),

    async gradients(texts, run) {
      await slope(texts, run);
      return read(gradient);
    },

    weights: () => read(weights),

    dispose() {
      kernel = null;
    },
  };
}

/** Gives where each tensor begins, in floats. */
function tensorOffsets(tensors: readonly { name: string; shape: readonly number[] }[]) {
  let end = 0;
  return tensors.map(({ name, shape }) => {
    const size = shape.reduce((product, each) => product * each, 1);
    const at = end;
    end += size;
    return { name, shape, at, size };
  });
}

/** Gives the memory that a decoder takes while it learns, in MB. */
export function estimateMemory(spec: DecoderSpec): number {
  const { positions, width, heads, inner, layers, vocabulary } = spec;
  const parameters = tensorOffsets(decoderTensors(spec)).reduce((sum, { size }) => sum + size, 0);
  const kept = layers * positions * (8 * width + 2 * inner + heads * positions);
  return Math.ceil((4 * (4 * parameters + kept + 2 * positions * vocabulary)) / 1e6);
}
