import type { ChatArtifact } from './chat-artifact.ts';
import type { NgramArtifact } from './ngram-artifact.ts';
import type { TransformerArtifact } from './transformer-artifact.ts';
import type { CausalLmArtifact } from './causal-lm-artifact.ts';

/** A model as plain data. `form` (stored name) names the family that opens, describes and stores it. */
export interface Artifact {
  form: string;
}

/** The artifacts of the families of this version. */
export interface ArtifactByForm {
  linear: LinearArtifact;
  mlp: MlpArtifact;
  trees: TreesArtifact;
  ngram: NgramArtifact;
  transformer: TransformerArtifact;
  chat: ChatArtifact;
  writer: CausalLmArtifact;
}

/** Linear in the features; with classes a softmax (or, with one row of coefficients, a logistic) over them. */
export interface LinearArtifact extends Artifact {
  form: 'linear';
  /** Whether the coefficients are for raw or for scaled features. */
  space: 'raw' | 'scaled';
  features: readonly string[];
  /** outputs x features, row-major. One output for regression and for two classes. */
  coefficients: Float64Array;
  /** One an output. */
  intercepts: Float64Array;
  classes?: readonly string[];
  /** Features that others make superfluous (least squares then takes the solution of smallest norm). */
  redundant?: readonly string[];
}

/** Dense layers, the last one linear, logistic (two classes, one output) or softmax. Kernels are [in, out], row-major, as TF.js has them. */
export interface MlpArtifact extends Artifact {
  form: 'mlp';
  layers: { inputs: number; units: number; kernel: Float32Array; bias: Float32Array; activation: MlpActivation }[];
  classes?: readonly string[];
}

/** The function at the end of a dense layer; `softmax` in the last one alone. */
export type MlpActivation = 'identity' | 'relu' | 'tanh' | 'logistic' | 'softmax';

/**
 * Boosted trees over raw features. The scores of a row are `baseline` plus one leaf of every tree; tree t adds to score t % (number of scores).
 * Nodes of all trees stand one after the other, each tree's root first and children behind their parents.
 */
export interface TreesArtifact extends Artifact {
  form: 'trees';
  features: readonly string[];
  /** How many levels feature j has, 0 for a number. A category's value is its level's code. */
  levels: readonly number[];
  /** First scores: one, or with more than two classes one a class. */
  baseline: Float64Array;
  /** Where the nodes of each tree begin, and behind the last tree where they end. */
  starts: Int32Array;
  /** A node's feature; -1 = leaf. */
  feature: Int32Array;
  /** A number goes left where it is not above this (Infinity: all but missing cells do); 0 for other nodes. */
  threshold: Float64Array;
  /** A category: where its bits begin in `bits` (a bit a level, 1 = goes left, 32 levels a word); -1 for other nodes. */
  set: Int32Array;
  bits: Uint32Array;
  /** 1 where missing cells go left. */
  missingLeft: Uint8Array;
  /** Children, as places among the nodes of all trees; -1 for a leaf. */
  left: Int32Array;
  right: Int32Array;
  /** What a leaf adds; of another node 0. */
  value: Float64Array;
  /** How many training rows came through. */
  rows: Float64Array;
  classes?: readonly string[];
}
