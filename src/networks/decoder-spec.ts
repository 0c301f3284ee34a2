import type { PlainTensor } from './tensor.ts';

/** A decoder-only transformer as GPT-2 is one: learned positions, blocks that normalise first, GELU by tanh, a tied output. */
export interface DecoderSpec {
  vocabulary: number;
  /** Most tokens that are looked back on. */
  positions: number;
  /** A multiple of 4 times `heads`. */
  width: number;
  heads: number;
  /** Width inside a block, a multiple of 4. */
  inner: number;
  layers: number;
  /** Added to variances. */
  epsilon: number;
}

/** A tensor of a decoder, in the order in which all of them stand. */
export interface DecoderTensor {
  /** What Hugging Face calls it. */
  name: string;
  shape: readonly number[];
}

/** Lists the tensors of a decoder by Hugging Face's names of GPT-2, matrices as [in, out]. */
export function decoderTensors({ vocabulary, positions, width, inner, layers }: DecoderSpec): DecoderTensor[] {
  const pair = (name: string, ...shape: number[]): DecoderTensor[] => [
    { name: `transformer.${name}.weight`, shape },
    { name: `transformer.${name}.bias`, shape: shape.slice(-1) },
  ];
  const blocks = Array.from({ length: layers }, (_, i) => [
    ...pair(`h.${i}.ln_1`, width),
    ...pair(`h.${i}.attn.c_attn`, width, 3 * width),
    ...pair(`h.${i}.attn.c_proj`, width, width),
    ...pair(`h.${i}.ln_2`, width),
    ...pair(`h.${i}.mlp.c_fc`, width, inner),
    ...pair(`h.${i}.mlp.c_proj`, inner, width),
  ]);
  return [
    { name: 'transformer.wte.weight', shape: [vocabulary, width] },
    { name: 'transformer.wpe.weight', shape: [positions, width] },
    ...blocks.flat(),
    ...pair('ln_f', width),
  ];
}

/** The tensors of a decoder by name. */
export type DecoderWeights = ReadonlyMap<string, PlainTensor>;
