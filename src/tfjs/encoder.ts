import {
  add,
  addN,
  dispose,
  div,
  keep,
  logSumExp,
  maximum,
  mean,
  mul,
  oneHot,
  setBackend,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
  variable,
  variableGrads,
  zerosLike,
  type NamedTensorMap,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Variable,
} from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import type { EncoderPlan, TokenRows, Weights } from '../contract/transformer.ts';
import { dropBackend, useBackend, type TfjsBackend } from './backends.ts';
import {
  block,
  classify,
  embed,
  pool,
  toBatch,
  type Adapters,
  type Batch,
  type Parameters,
} from './encoder-forward.ts';
import { turned, withGradient, type Parameter } from './encoder-ops.ts';
import { product } from './product.ts';

/** Which numbers of an encoder learn: none, the head, the last block and the head, low-rank additions and the head, or all. */
export type Trained = 'none' | 'head' | 'last_layer' | 'lora' | 'full';

/** One step of AdamW (Loshchilov and Hutter, 2019) as PyTorch has it. Biases and norms are not decayed. */
export interface AdamW {
  rate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
  /** The gradient's largest norm, or null. */
  clip: number | null;
}

/** A transformer encoder with a classification head, on a device. Calls follow one another: never two at once. */
export interface Encoder {
  readonly engine: TfjsBackend;
  /** How many numbers learn. */
  readonly trained: number;
  /** Takes one step on a batch and gives its mean cross-entropy before the step. @throws AppError `train.device-lost` */
  step(texts: TokenRows, codes: Int32Array, rule: AdamW): Promise<number>;
  /** Gives the gradient of a batch's mean cross-entropy, in Hugging Face's names and layout. */
  gradients(texts: TokenRows, codes: Int32Array): Promise<Map<string, Weights>>;
  /** Gives the logits of texts [texts, labels]. */
  logits(texts: TokenRows): Promise<Float32Array>;
  /** Gives what the classifier is told of each text [texts, width]. */
  features(texts: TokenRows): Promise<Float32Array>;
  /** Gives a copy of all weights, low-rank additions merged. */
  weights(): Promise<Map<string, Weights>>;
  /** Gives memory back; the encoder is of no use afterwards. */
  dispose(): void;
}

const rank = 8;
/** What a low-rank addition is multiplied by: alpha 16 over rank 8, as usual (Hu et al., 2021). */
const loraScale = 2;

/**
 * Copies an encoder to a device. `weights` must hold every tensor of the plan; `random` starts low-rank additions.
 * @throws AppError `train.no-engine` where the backend cannot run
 */
export async function openEncoder(
  name: TfjsBackend,
  plan: EncoderPlan,
  weights: ReadonlyMap<string, Weights>,
  trained: Trained,
  padId: number,
  random?: Random,
): Promise<Encoder> {
  const device = await useBackend(name);
  const { parameters, variables } = place(plan, weights, trained);
  const adapters = trained === 'lora' && random ? lowRank(plan, random, variables) : new Map();
  const moments = new Map<string, { first: Tensor; second: Tensor }>();
  /** Blocks before this one are frozen: they are computed once, off the tape. */
  const thawed =
    trained === 'full' || trained === 'lora' ? 0 : plan.names.blocks.length - (trained === 'last_layer' ? 1 : 0);
  const lengthStep = name === 'webgpu' || name === 'webgl' ? 8 : 1;
  let steps = 0;

  const batchOf = (texts: TokenRows) => toBatch(texts, padId, lengthStep, plan.positions);

  /** States before block `to`, from block `from` on. */
  function through(batch: Batch, from: number, to: number, x?: Tensor2D): Tensor2D {
    let states = x ?? embed(plan, parameters, batch);
    for (let i = from; i < to; i++) states = block(plan, parameters, adapters, i, states, batch);
    return states;
  }

  function pooledOf(batch: Batch): Tensor2D {
    return pool(plan, parameters, through(batch, 0, plan.names.blocks.length), batch);
  }

  async function read(value: Tensor): Promise<Float32Array<ArrayBuffer>> {
    try {
      return Float32Array.from(await device.wait(value.data<'float32'>()));
    } finally {
      dispose(value);
    }
  }

  async function onDevice<T>(work: () => Promise<T>): Promise<T> {
    try {
      await setBackend(name);
      return await work();
    } catch (error) {
      const detail = device.lost();
      if (detail !== null) throw new AppError('train.device-lost', { engine: name, detail }, error);
      throw error;
    }
  }

  function slope(texts: TokenRows, codes: Int32Array): { value: Scalar; grads: NamedTensorMap } {
    return tidy(() => {
      const batch = batchOf(texts);
      const frozen = thawed > 0 ? through(batch, 0, thawed) : undefined;
      return variableGrads(() => {
        const states = through(batch, thawed, plan.names.blocks.length, frozen);
        const logits = classify(plan, parameters, pool(plan, parameters, states, batch));
        return crossEntropy(logits, codes, plan.labels);
      }, variables);
    });
  }

  return {
    engine: name,
    trained: variables.reduce((total, { size }) => total + size, 0),

    step: (texts, codes, rule) =>
      onDevice(async () => {
        const { value, grads } = slope(texts, codes);
        steps++;
        const scale = rule.clip === null ? null : clipScale(Object.values(grads), rule.clip);
        for (const each of variables) update(each, grads[each.name], scale, rule, steps, moments);
        dispose([...Object.values(grads), ...(scale ? [scale] : [])]);
        return (await read(value))[0];
      }),

    gradients: (texts, codes) =>
      onDevice(async () => {
        const { value, grads } = slope(texts, codes);
        dispose(value);
        const found = new Map<string, Weights>();
        for (const [key, grad] of Object.entries(grads)) found.set(nameOf(key), await toWeights(nameOf(key), grad));
        return found;
      }),

    logits: (texts) => onDevice(() => read(tidy(() => classify(plan, parameters, pooledOf(batchOf(texts)))))),

    features: (texts) => onDevice(() => read(tidy(() => pooledOf(batchOf(texts))))),

    weights: () =>
      onDevice(async () => {
        const found = new Map<string, Weights>();
        for (const [key, { tensor: value }] of parameters) {
          const low = adapters.get(key.replace(/\.weight$/, ''));
          const whole = low ? tidy(() => add(value, mul(product(low.a, low.b), low.scale))) : value.clone();
          found.set(key, await toWeights(key, whole));
        }
        return found;
      }),

    dispose() {
      dispose([...parameters.values()].map((each) => each.tensor));
      dispose(variables);
      for (const { first, second } of moments.values()) dispose([first, second]);
      if (device.lost() !== null) dropBackend(name);
    },
  };

  /** Reads a tensor back, linear kernels in Hugging Face's layout; disposes it. */
  async function toWeights(key: string, value: Tensor): Promise<Weights> {
    if (!isKernel(plan, key)) return { shape: value.shape, data: await read(value) };
    const back = tidy(() => turned(value));
    dispose(value);
    return { shape: back.shape, data: await read(back) };
  }
}

/** Variables have names of their own in TF.js, which must not meet those of another encoder. */
let opened = 0;

function nameOf(variableName: string): string {
  return variableName.slice(variableName.indexOf(' ') + 1);
}

function place(
  plan: EncoderPlan,
  weights: ReadonlyMap<string, Weights>,
  trained: Trained,
): { parameters: Parameters; variables: Variable[] } {
  opened++;
  const parameters = new Map<string, Parameter>();
  const variables: Variable[] = [];
  for (const [key, { shape, data }] of weights) {
    const plain = tensor(data, [...shape], 'float32');
    // On wasm only products of untransposed operands are fast.
    const value = isKernel(plan, key) ? tidy(() => turned(plain)) : plain;
    if (value !== plain) dispose(plain);
    const learns = isTrained(plan, key, trained);
    parameters.set(key, { tensor: learns ? variable(value, true, `${opened} ${key}`) : value, trained: learns });
    if (!learns) continue;
    variables.push(parameters.get(key)?.tensor as Variable);
    dispose(value);
  }
  return { parameters, variables };
}

function lowRank(plan: EncoderPlan, random: Random, variables: Variable[]): Adapters {
  const adapters = new Map<string, { a: Tensor2D; b: Tensor2D; scale: number }>();
  const { width } = plan;
  for (const { query, value } of plan.names.blocks) {
    for (const key of [query, value]) {
      const start = Float32Array.from({ length: width * rank }, () => random.normal() / Math.sqrt(width));
      const named = (of: Tensor2D, letter: string) => {
        const made = variable(of, true, `${opened} ${key} ${letter}`) as Variable & Tensor2D;
        dispose(of);
        variables.push(made);
        return made as Tensor2D;
      };
      const a = named(tensor2d(start, [width, rank]), 'a');
      const b = named(tensor2d(new Float32Array(rank * width), [rank, width]), 'b');
      adapters.set(key, { a, b, scale: loraScale });
    }
  }
  return adapters;
}

/** Is true for the kernel of a linear layer, which is [out, in] in files and [in, out] here. */
function isKernel({ names }: EncoderPlan, key: string): boolean {
  const tables = [names.words, names.positions, names.segments].map((table) => `${table}.weight`);
  const norms = [names.embeddingNorm, ...names.blocks.flatMap((each) => [each.attentionNorm, each.outputNorm])];
  return key.endsWith('.weight') && !tables.includes(key) && !norms.some((norm) => key === `${norm}.weight`);
}

function isTrained({ names }: EncoderPlan, key: string, trained: Trained): boolean {
  if (trained === 'none') return false;
  if (trained === 'full') return true;
  const layer = key.replace(/\.(weight|bias)$/, '');
  if (layer === names.pooler || layer === names.classifier) return true;
  return trained === 'last_layer' && Object.values(names.blocks.at(-1) ?? {}).includes(layer);
}

function crossEntropy(logits: Tensor2D, codes: Int32Array, labels: number): Scalar {
  const truth = oneHot(tensor1d(codes, 'int32'), labels);
  return withGradient([logits], ([z], save) => {
    save([z, truth]);
    return {
      value: mean(sub(logSumExp(z, 1), sum(mul(z, truth), 1))),
      gradient: (dy, [at, right]) => [mul(sub(softmax(at), right), div(dy, codes.length))],
    };
  }) as Scalar;
}

/** Gives what gradients are multiplied by so that their common norm is at most `most`. */
function clipScale(grads: Tensor[], most: number): Scalar {
  return tidy(() => {
    const norm = sqrt(addN(grads.map((grad) => sum(square(grad)))));
    return div(most, maximum(add(norm, 1e-6), most)) as Scalar;
  });
}

function update(
  parameter: Variable,
  grad: Tensor,
  scale: Scalar | null,
  { rate, beta1, beta2, epsilon, weightDecay }: AdamW,
  steps: number,
  moments: Map<string, { first: Tensor; second: Tensor }>,
): void {
  const old = moments.get(parameter.name) ?? { first: zerosLike(grad), second: zerosLike(grad) };
  const next = tidy(() => {
    const g = scale ? mul(grad, scale) : grad;
    const first = add(mul(old.first, beta1), mul(g, 1 - beta1));
    const second = add(mul(old.second, beta2), mul(square(g), 1 - beta2));
    const size = add(div(sqrt(second), Math.sqrt(1 - beta2 ** steps)), epsilon);
    const decayed = parameter.rank > 1 && weightDecay > 0 ? mul(parameter, 1 - rate * weightDecay) : parameter;
    const value = sub(decayed, mul(div(first, size), rate / (1 - beta1 ** steps)));
    return { first, second, value };
  });
  dispose(old);
  parameter.assign(next.value);
  dispose(next.value);
  moments.set(parameter.name, { first: keep(next.first), second: keep(next.second) });
}
