import type { Run } from '../../base/run.ts';
import type { ModelFile } from './transformer-artifact.ts';
import type { LanguageModelMetrics } from '../result/metrics.ts';

/** How the weights of a folder are stored: ONNX of a type, or the safetensors of a GPT-2, which need no runtime. */
export const weightTypes = ['fp32', 'fp16', 'q8', 'q4', 'safetensors'] as const;
/** The precision of a model folder's weights: one of `weightTypes`. */
export type WeightType = (typeof weightTypes)[number];

/** How a text is continued. */
export interface GenerationOptions {
  maxTokens: number;
  /** 0 = always the likeliest token. */
  temperature: number;
  topP: number;
  seed: number;
  /** Whether the prompt is put into the model's chat template, where it has one. */
  chat: boolean;
}

/** What came of one prompt. */
export interface Continuation {
  /** The continuation alone. */
  text: string;
  tokensIn: number;
  tokensOut: number;
}

/** A language model that is open. */
export interface CausalLm {
  /**
   * Continues a prompt; `onText` gets the text as it is generated. Stops before the next token once the run was stopped.
   * @throws AppError `run.stopped`, `model.bad-onnx`
   */
  write(
    prompt: string,
    rule: GenerationOptions,
    onText: (text: string) => void,
    run: Pick<Run, 'signal' | 'yield'>,
  ): Promise<Continuation>;
  dispose(): void | Promise<void>;
}

/** A language model that continues texts: its folder, and how it is asked. */
export interface CausalLmArtifact {
  form: 'writer';
  /** config.json, the tokenizer's files and the weights, as a hub has them. */
  files: readonly ModelFile[];
  weights: WeightType;
  /** Most tokens of a prompt and its answer together. */
  positions: number;
  /** The prompt with `{column}` names; '' = the factor's text, or a line for each of several. */
  template: string;
  rule: GenerationOptions;
}

/** How often a token follows another one in training texts: what a language model must beat. Plain data. */
export interface Bigrams {
  vocabulary: number;
  /** Pairs as `token * vocabulary + next`, rising. */
  pairs: Float64Array;
  counts: Float64Array;
  /** How often each token occurs as a next one. */
  unigrams: Float64Array;
}

/** How well a language model predicts texts that it never saw, and how it continues the first ones; the prompts are in the remarks beside it. */
export interface LanguageModelEvaluation {
  metrics: LanguageModelMetrics;
  /** The same metrics when each token is predicted from the one before it. */
  baseline: LanguageModelMetrics;
  /** The first rows: how their text goes on after the prompt, and what the model generated. */
  actual: string[];
  generated: string[];
}
