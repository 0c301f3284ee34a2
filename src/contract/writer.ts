import type { ModelFile } from './transformer.ts';

/** How the weights of an ONNX folder are stored. */
export const weightTypes = ['fp32', 'fp16', 'q8', 'q4'] as const;
export type WeightType = (typeof weightTypes)[number];

/** How a text is continued. */
export interface WritingRule {
  maxTokens: number;
  /** 0 = always the likeliest token. */
  temperature: number;
  topP: number;
  seed: number;
}

/** A language model that continues texts: its folder, and how it is asked. */
export interface WriterArtifact {
  form: 'writer';
  /** config.json, the tokenizer's files and the ONNX weights, as a hub has them. */
  files: readonly ModelFile[];
  weights: WeightType;
  /** Most tokens of a prompt and its answer together. */
  positions: number;
  /** The prompt with `{column}` names; '' = the factor's text, or a line for each of several. */
  template: string;
  rule: WritingRule;
}
