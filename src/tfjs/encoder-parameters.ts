import { dispose, tensor, tensor2d, tidy, variable, type Tensor2D, type Variable } from '@tensorflow/tfjs-core';
import type { Random } from '../base/random.ts';
import type { PlainTensor } from '../networks/tensor.ts';
import type { Adapters, Parameters } from './encoder-forward.ts';
import { turned, type Parameter } from './encoder-ops.ts';
import type { EncoderSpec } from '../networks/encoder-spec.ts';

/** Which numbers of an encoder learn: none, the head, the last block and the head, low-rank additions and the head, or all. */
export type Trained = 'none' | 'head' | 'last_layer' | 'lora' | 'full';

const rank = 8;
/** What a low-rank addition is multiplied by: alpha 16 over rank 8, as usual (Hu et al., 2021). */
const loraScale = 2;

/** Variables have names of their own in TF.js, which must not meet those of another encoder. */
let opened = 0;

/** Gives the parameter's name of a variable. */
export function parameterName(variableName: string): string {
  return variableName.slice(variableName.indexOf(' ') + 1);
}

/** Copies weights to the device: those that learn as variables. */
export function assignWeights(
  spec: EncoderSpec,
  weights: ReadonlyMap<string, PlainTensor>,
  trained: Trained,
): { parameters: Parameters; variables: Variable[] } {
  opened++;
  const parameters = new Map<string, Parameter>();
  const variables: Variable[] = [];
  for (const [key, { shape, data }] of weights) {
    const plain = tensor(data, [...shape], 'float32');
    // On wasm only products of untransposed operands are fast.
    const value = isKernel(spec, key) ? tidy(() => turned(plain)) : plain;
    if (value !== plain) dispose(plain);
    const learns = isTrained(spec, key, trained);
    parameters.set(key, { tensor: learns ? variable(value, true, `${opened} ${key}`) : value, trained: learns });
    if (!learns) continue;
    variables.push(parameters.get(key)?.tensor as Variable);
    dispose(value);
  }
  return { parameters, variables };
}

/** Adds low-rank matrices to every query and value; they begin as no change at all. */
export function assignLowRank(spec: EncoderSpec, random: Random, variables: Variable[]): Adapters {
  const adapters = new Map<string, { a: Tensor2D; b: Tensor2D; scale: number }>();
  const { width } = spec;
  for (const { query, value } of spec.names.blocks) {
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
export function isKernel({ names }: EncoderSpec, key: string): boolean {
  const tables = [names.words, names.positions, names.segments].map((table) => `${table}.weight`);
  const norms = [names.embeddingNorm, ...names.blocks.flatMap((each) => [each.attentionNorm, each.outputNorm])];
  return key.endsWith('.weight') && !tables.includes(key) && !norms.some((norm) => key === `${norm}.weight`);
}

function isTrained({ names }: EncoderSpec, key: string, trained: Trained): boolean {
  if (trained === 'none') return false;
  if (trained === 'full') return true;
  const layer = key.replace(/\.(weight|bias)$/, '');
  if (layer === names.pooler || layer === names.classifier) return true;
  return trained === 'last_layer' && Object.values(names.blocks.at(-1) ?? {}).includes(layer);
}
