import { AppError } from '../../base/errors.ts';
import { decoderTensors, type DecoderSpec, type DecoderWeights } from '../../networks/decoder-spec.ts';
import { exp, tanh } from '../exp.ts';

/** A decoder that takes one token after another. */
export interface DecoderSteps {
  /** Forgets what it was given. */
  reset(): void;
  /** Takes the next token and gives the scores of what may follow it [vocabulary]; at most `positions` tokens. The array is used again. */
  next(id: number): Float64Array;
}

/** A linear layer: kernel [in, out], row-major, and bias. */
interface Dense {
  kernel: Float32Array;
  bias: Float32Array;
}

/**
 * Computes a decoder token by token, keys and values of earlier ones kept: float32 weights, sums in float64.
 * @throws AppError `model.bad-size` where a tensor is missing or has another size
 */
export function openDecoderSteps(spec: DecoderSpec, weights: DecoderWeights): DecoderSteps {
  const { vocabulary, positions, width, heads, inner, layers, epsilon } = spec;
  for (const { name, shape } of decoderTensors(spec)) {
    const expected = shape.reduce((product, each) => product * each, 1);
    const found = weights.get(name)?.data.length ?? 0;
    if (found !== expected) throw new AppError('model.bad-size', { expected, found });
  }
  const tensor = (name: string) => weights.get(`transformer.${name}`)?.data ?? new Float32Array(0);
  const pair = (name: string): Dense => ({ kernel: tensor(`${name}.weight`), bias: tensor(`${name}.bias`) });
  const words = tensor('wte.weight');
  const positionVectors = tensor('wpe.weight');
  const last = pair('ln_f');
  const blocks = Array.from({ length: layers }, (_, i) => ({
    norm1: pair(`h.${i}.ln_1`),
    qkv: pair(`h.${i}.attn.c_attn`),
    out: pair(`h.${i}.attn.c_proj`),
    norm2: pair(`h.${i}.ln_2`),
    up: pair(`h.${i}.mlp.c_fc`),
    down: pair(`h.${i}.mlp.c_proj`),
    keys: new Float64Array(positions * width),
    values: new Float64Array(positions * width),
  }));
  const states = new Float64Array(width);
  const normal = new Float64Array(width);
  const qkv = new Float64Array(3 * width);
  const mixed = new Float64Array(width);
  const raised = new Float64Array(inner);
  const shares = new Float64Array(positions);
  const scores = new Float64Array(vocabulary);
  const size = width / heads;
  let taken = 0;

  function attend({ keys, values }: (typeof blocks)[number]): void {
    keys.set(qkv.subarray(width, 2 * width), taken * width);
    values.set(qkv.subarray(2 * width), taken * width);
    mixed.fill(0);
    for (let from = 0; from < width; from += size) {
      let max = -Infinity;
      for (let t = 0; t <= taken; t++) {
        let sum = 0;
        for (let j = from; j < from + size; j++) sum += qkv[j] * keys[t * width + j];
        shares[t] = sum / Math.sqrt(size);
        max = Math.max(max, shares[t]);
      }
      let total = 0;
      for (let t = 0; t <= taken; t++) total += shares[t] = exp(shares[t] - max);
      for (let t = 0; t <= taken; t++) {
        const share = shares[t] / total;
        for (let j = from; j < from + size; j++) mixed[j] += share * values[t * width + j];
      }
    }
  }

  return {
    reset() {
      taken = 0;
    },
    next(id) {
      if (taken >= positions) throw new RangeError('a decoder was given more tokens than it has positions');
      for (let j = 0; j < width; j++) states[j] = words[id * width + j] + positionVectors[taken * width + j];
      for (const block of blocks) {
        normalise(states, block.norm1, epsilon, normal);
        dense(normal, block.qkv, qkv, false);
        attend(block);
        dense(mixed, block.out, states, true);
        normalise(states, block.norm2, epsilon, normal);
        dense(normal, block.up, raised, false);
        for (let j = 0; j < inner; j++) raised[j] = gelu(raised[j]);
        dense(raised, block.down, states, true);
      }
      taken++;
      normalise(states, last, epsilon, normal);
      for (let word = 0, at = 0; word < vocabulary; word++) {
        let sum = 0;
        for (let j = 0; j < width; j++) sum += normal[j] * words[at++];
        scores[word] = sum;
      }
      return scores;
    },
  };
}

/** y = x kernel + bias, added to y if `add`. */
function dense(x: Float64Array, { kernel, bias }: Dense, y: Float64Array, add: boolean): void {
  const outputs = bias.length;
  for (let j = 0; j < outputs; j++) y[j] = (add ? y[j] : 0) + bias[j];
  for (let i = 0, at = 0; i < x.length; i++) {
    const value = x[i];
    for (let j = 0; j < outputs; j++) y[j] += value * kernel[at++];
  }
}

function normalise(x: Float64Array, { kernel, bias }: Dense, epsilon: number, y: Float64Array): void {
  let mean = 0;
  for (const value of x) mean += value / x.length;
  let variance = 0;
  for (const value of x) variance += (value - mean) ** 2 / x.length;
  const scale = 1 / Math.sqrt(variance + epsilon);
  for (let j = 0; j < x.length; j++) y[j] = (x[j] - mean) * scale * kernel[j] + bias[j];
}

/** GELU by tanh, as `gelu_new` of Hugging Face. */
function gelu(x: number): number {
  return 0.5 * x * (1 + tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}
