import {
  abs,
  add,
  dispose,
  div,
  exp,
  log1p,
  logSumExp,
  mean,
  mul,
  neg,
  oneHot,
  relu,
  setBackend,
  sigmoid,
  softmax,
  sub,
  sum,
  tensor1d,
  tensor2d,
  tidy,
  variableGrads,
  type NamedTensorMap,
  type Scalar,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import type { AdamW } from '../networks/adamw-spec.ts';
import type { PlainTensor } from '../networks/tensor.ts';
import { clipScale, makeAdamW } from './adamw.ts';
import { dropBackend, useBackend, type TfjsBackend } from './backends.ts';
import { block, classify, embed, pool, toBatch, type Batch } from './encoder-forward.ts';
import { turned, withGradient } from './encoder-ops.ts';
import { isKernel, parameterName, assignLowRank, assignWeights, type Trained } from './encoder-parameters.ts';
import { product } from './product.ts';
import type { EncoderSpec, TokenRows, LabelTargets } from '../networks/encoder-spec.ts';

/** A transformer encoder with a classification head, on a device. Calls follow one another: never two at once. */
export interface Encoder {
  readonly engine: TfjsBackend;
  /** How many numbers learn. */
  readonly trained: number;
  /**
   * Takes one step on a batch and gives its mean cross-entropy before the step; several labels: of each label by itself. @throws AppError
   * `train.device-lost`
   */
  step(texts: TokenRows, targets: LabelTargets, rule: AdamW): Promise<number>;
  /** Gives the gradient of a batch's mean cross-entropy, in Hugging Face's names and layout. */
  gradients(texts: TokenRows, targets: LabelTargets): Promise<Map<string, PlainTensor>>;
  /** Gives the logits of texts [texts, labels]. */
  logits(texts: TokenRows): Promise<Float32Array>;
  /** Pooled features of each text [texts, width], the input of the classifier. */
  features(texts: TokenRows): Promise<Float32Array>;
  /** Gives a copy of all weights, low-rank additions merged. */
  weights(): Promise<Map<string, PlainTensor>>;
  /** Gives memory back; the encoder is of no use afterwards. */
  dispose(): void;
}

/**
 * Copies an encoder to a device. `weights` must hold every tensor of the plan; `random` starts low-rank additions.
 * @throws AppError `train.no-engine` where the backend cannot run
 */
export async function openEncoder(
  name: TfjsBackend,
  spec: EncoderSpec,
  weights: ReadonlyMap<string, PlainTensor>,
  trained: Trained,
  padId: number,
  random?: Random,
): Promise<Encoder> {
  const device = await useBackend(name);
  const { parameters, variables } = assignWeights(spec, weights, trained);
  const adapters = trained === 'lora' && random ? assignLowRank(spec, random, variables) : new Map();
  const solver = makeAdamW();
  /** Blocks before this one are frozen: they are computed once, off the tape. */
  const thawed =
    trained === 'full' || trained === 'lora' ? 0 : spec.names.blocks.length - (trained === 'last_layer' ? 1 : 0);
  const lengthStep = name === 'webgpu' || name === 'webgl' ? 8 : 1;

  const makeBatch = (texts: TokenRows) => toBatch(texts, padId, lengthStep, spec.positions);

  /** States before block `to`, from block `from` on. */
  function through(batch: Batch, from: number, to: number, x?: Tensor2D): Tensor2D {
    let states = x ?? embed(spec, parameters, batch);
    for (let i = from; i < to; i++) states = block(spec, parameters, adapters, i, states, batch);
    return states;
  }

  function poolBatch(batch: Batch): Tensor2D {
    return pool(spec, parameters, through(batch, 0, spec.names.blocks.length), batch);
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

  function slope(texts: TokenRows, targets: LabelTargets): { value: Scalar; grads: NamedTensorMap } {
    return tidy(() => {
      const batch = makeBatch(texts);
      const frozen = thawed > 0 ? through(batch, 0, thawed) : undefined;
      return variableGrads(() => {
        const states = through(batch, thawed, spec.names.blocks.length, frozen);
        const logits = classify(spec, parameters, pool(spec, parameters, states, batch));
        return labelLoss(logits, targets, spec.labels);
      }, variables);
    });
  }

  return {
    engine: name,
    trained: variables.reduce((total, { size }) => total + size, 0),

    step: (texts, targets, rule) =>
      onDevice(async () => {
        const { value, grads } = slope(texts, targets);
        const scale = rule.clip === null ? null : clipScale(Object.values(grads), rule.clip);
        solver.step(variables, grads, scale, rule);
        dispose([...Object.values(grads), ...(scale ? [scale] : [])]);
        return (await read(value))[0];
      }),

    gradients: (texts, targets) =>
      onDevice(async () => {
        const { value, grads } = slope(texts, targets);
        dispose(value);
        const found = new Map<string, PlainTensor>();
        for (const [key, grad] of Object.entries(grads))
          found.set(parameterName(key), await toWeights(parameterName(key), grad));
        return found;
      }),

    logits: (texts) => onDevice(() => read(tidy(() => classify(spec, parameters, poolBatch(makeBatch(texts)))))),

    features: (texts) => onDevice(() => read(tidy(() => poolBatch(makeBatch(texts))))),

    weights: () =>
      onDevice(async () => {
        const found = new Map<string, PlainTensor>();
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
      solver.dispose();
      if (device.lost() !== null) dropBackend(name);
    },
  };

  /** Reads a tensor back, linear kernels in Hugging Face's layout; disposes it. */
  async function toWeights(key: string, value: Tensor): Promise<PlainTensor> {
    if (!isKernel(spec, key)) return { shape: value.shape, data: await read(value) };
    const back = tidy(() => turned(value));
    dispose(value);
    return { shape: back.shape, data: await read(back) };
  }
}

/** The mean cross-entropy over the texts, or, where each label is right or wrong by itself, over texts and labels. */
function labelLoss(logits: Tensor2D, targets: LabelTargets, labels: number): Scalar {
  const rows = logits.shape[0];
  const right: Tensor2D =
    targets instanceof Int32Array
      ? (oneHot(tensor1d(targets, 'int32'), labels) as Tensor2D)
      : tensor2d(Float32Array.from(targets), [rows, labels]);
  const single = targets instanceof Int32Array;
  return withGradient([logits], ([z], save) => {
    save([z, right]);
    const costs = single
      ? sub(logSumExp(z, 1), sum(mul(z, right), 1))
      : add(sub(relu(z), mul(z, right)), log1p(exp(neg(abs(z)))));
    return {
      value: mean(costs),
      gradient: (dy, [at, wanted]) => [
        mul(sub(single ? softmax(at) : sigmoid(at), wanted), div(dy, single ? rows : rows * labels)),
      ],
    };
  }) as Scalar;
}
