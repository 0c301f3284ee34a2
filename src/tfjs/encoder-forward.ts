import {
  add,
  matMul,
  mul,
  relu,
  reshape,
  slice,
  softmax,
  tanh,
  tensor,
  tensor1d,
  transpose,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { EncoderSpec, TokenRows } from '../networks/encoder-spec.ts';
import { gelu, geluNew, layerNorm, linear, lookUpRows, type Parameter } from './encoder-ops.ts';
import { product } from './product.ts';

/** What an encoder computes with, by Hugging Face's names; kernels are [in, out]. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** Low-rank additions to linear layers: x a b, by the layer's name. */
export type Adapters = ReadonlyMap<string, { a: Tensor2D; b: Tensor2D; scale: number }>;

/** Texts of a batch on the device, padded to one length. */
export interface Batch {
  /** [rows * length] */
  ids: Tensor1D;
  /** [rows, 1, 1, length]: 0 for a token, very low for padding. */
  bias: Tensor4D;
  rows: number;
  length: number;
}

/** Copies texts to the device. `step`: lengths are rounded up to a multiple of it (shaders are compiled anew for every shape). */
export function toBatch(texts: TokenRows, padId: number, step: number, max: number): Batch {
  const longest = texts.reduce((length, row) => Math.max(length, row.length), 1);
  const length = Math.min(max, Math.ceil(longest / step) * step);
  const ids = new Int32Array(texts.length * length).fill(padId);
  const bias = new Float32Array(texts.length * length).fill(-1e9);
  texts.forEach((row, i) => {
    ids.set(row, i * length);
    bias.fill(0, i * length, i * length + row.length);
  });
  return {
    ids: tensor1d(ids, 'int32'),
    bias: tensor(bias, [texts.length, 1, 1, length]),
    rows: texts.length,
    length,
  };
}

/** Gives the states before the first block [rows * length, width]. */
export function embed(spec: EncoderSpec, parameters: Parameters, { ids, rows, length }: Batch): Tensor2D {
  const { names, width, firstPosition } = spec;
  const words = reshape(lookUpRows(at(parameters, `${names.words}.weight`), ids), [rows, length, width]);
  const positionVectors = slice(
    at(parameters, `${names.positions}.weight`).tensor,
    [firstPosition, 0],
    [length, width],
  );
  let sum: Tensor = add(words, positionVectors);
  if (names.segments) sum = add(sum, slice(at(parameters, `${names.segments}.weight`).tensor, [0, 0], [1, width]));
  return normalise(spec, parameters, names.embeddingNorm, reshape(sum, [rows * length, width]));
}

/** Gives the states after one block. */
export function block(
  spec: EncoderSpec,
  parameters: Parameters,
  adapters: Adapters,
  index: number,
  x: Tensor2D,
  { bias, rows, length }: Batch,
): Tensor2D {
  const { heads, width } = spec;
  const names = spec.names.blocks[index];
  const size = width / heads;
  const dense = (name: string, input: Tensor2D) => layer(parameters, adapters, name, input);
  const split = (name: string) => transpose(reshape(dense(name, x), [rows, length, heads, size]), [0, 2, 1, 3]);
  const query = mul(split(names.query), 1 / Math.sqrt(size));
  const shares = softmax(add(matMul(query, split(names.key), false, true), bias));
  const mixed = reshape(transpose(matMul(shares, split(names.value)), [0, 2, 1, 3]), [rows * length, width]);
  const attended = normalise(spec, parameters, names.attentionNorm, add(dense(names.out, mixed as Tensor2D), x));
  const inner = activate(spec.activation, dense(names.up, attended));
  return normalise(spec, parameters, names.outputNorm, add(dense(names.down, inner), attended));
}

/** Pools the first token's state of each text → [rows, width], the input of the classifier. */
export function pool(spec: EncoderSpec, parameters: Parameters, x: Tensor2D, { rows, length }: Batch): Tensor2D {
  const { width, names, poolerActivation } = spec;
  const first = reshape(slice(reshape(x, [rows, length, width]), [0, 0, 0], [rows, 1, width]), [rows, width]);
  const pooled = layer(parameters, new Map(), names.pooler, first as Tensor2D);
  return poolerActivation === 'relu' ? relu(pooled) : tanh(pooled);
}

/** Gives the logits of pooled texts [rows, labels]. */
export function classify(spec: EncoderSpec, parameters: Parameters, pooled: Tensor2D): Tensor2D {
  return layer(parameters, new Map(), spec.names.classifier, pooled);
}

function layer(parameters: Parameters, adapters: Adapters, name: string, x: Tensor2D): Tensor2D {
  const y = linear(x, at(parameters, `${name}.weight`), at(parameters, `${name}.bias`));
  const low = adapters.get(name);
  return low ? add(y, mul(product(product(x, low.a), low.b), low.scale)) : y;
}

function normalise({ epsilon }: EncoderSpec, parameters: Parameters, name: string, x: Tensor): Tensor2D {
  return layerNorm(x as Tensor2D, at(parameters, `${name}.weight`), at(parameters, `${name}.bias`), epsilon);
}

function activate(activation: EncoderSpec['activation'], x: Tensor2D): Tensor2D {
  if (activation === 'gelu') return gelu(x);
  return activation === 'relu' ? relu(x) : geluNew(x);
}

function at(parameters: Parameters, name: string): Parameter {
  const found = parameters.get(name);
  if (!found) throw new Error(`the encoder has no ${name}`);
  return found;
}
