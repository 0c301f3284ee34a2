import { toBase64 } from '../base/base64.ts';
import { AppError } from '../base/errors.ts';
import type { Artifact, MlpActivation, TreesArtifact } from '../contract/model/artifact.ts';
import type { GramView, NgramArtifact } from '../contract/model/ngram-artifact.ts';
import { forFamily, type PerFamily } from '../models/per-family.ts';

/** What was learned, for other languages: plain JSON; weights as base64 of little-endian numbers. */
export type PortableModel =
  | { form: 'linear'; intercepts: number[]; coefficients: number[][] }
  | {
      form: 'mlp';
      /** Kernels [in, out] and biases: float32. */
      layers: { inputs: number; units: number; activation: MlpActivation; kernel: string; bias: string }[];
    }
  | PortableTrees
  | PortableGrams;

/**
 * Boosted trees: scores = baseline + one leaf of every tree, tree t to score t % scores. A node's feature is -1 at a leaf. A number goes left where it is
 * not above the threshold; a category where its code is in the node's set (`set`: its place in `sets`, -1 for numbers); what is missing as `missingLeft` says.
 */
interface PortableTrees {
  form: 'trees';
  baseline: number[];
  /** Each tree's root. */
  roots: number[];
  feature: number[];
  threshold: number[];
  set: number[];
  sets: number[][];
  missingLeft: number[];
  left: number[];
  right: number[];
  value: number[];
}

/** N-grams of texts, as `NgramArtifact` has them; numbers are float64, coefficients terms x scores. */
interface PortableGrams extends Pick<NgramArtifact, 'lowercase' | 'weighting' | 'sublinear'> {
  form: 'ngram';
  views: (GramView & { terms: number })[];
  terms: readonly string[];
  idf: string;
  coefficients: string;
  intercepts: string;
}

/** What each family says in plain JSON; one without a line has no words outside this app. */
const lines: PerFamily<PortableModel> = {
  linear({ features, coefficients, intercepts }) {
    const width = features.length;
    const row = (s: number) => Array.from(coefficients.subarray(s * width, (s + 1) * width));
    return {
      form: 'linear',
      intercepts: Array.from(intercepts),
      coefficients: Array.from(intercepts, (_, s) => row(s)),
    };
  },
  mlp: ({ layers }) => ({
    form: 'mlp',
    layers: layers.map(({ inputs, units, activation, kernel, bias }) => ({
      inputs,
      units,
      activation,
      kernel: toBase64(kernel),
      bias: toBase64(bias),
    })),
  }),
  trees: toTrees,
  ngram: ({ views, terms, lowercase, weighting, sublinear, idf, coefficients, intercepts }) => ({
    form: 'ngram',
    views,
    lowercase,
    weighting,
    sublinear,
    terms,
    idf: toBase64(idf),
    coefficients: toBase64(coefficients),
    intercepts: toBase64(intercepts),
  }),
};

/** Says what was learned in plain JSON. @throws AppError `export.no-form` when the family has no words outside this app */
export function toPortableModel(artifact: Artifact, modelType: string): PortableModel {
  const learned = forFamily(lines, artifact);
  if (!learned) throw new AppError('export.no-form', { model: modelType });
  return learned;
}

const links: PerFamily<NgramArtifact['link']> = { ngram: ({ link }) => link };

/** Says how scores become probabilities. */
export function outputLink(artifact: Artifact): NgramArtifact['link'] {
  return forFamily(links, artifact) ?? 'softmax';
}

function toTrees(artifact: TreesArtifact): PortableTrees {
  const { baseline, starts, feature, threshold, set, bits, levels, missingLeft, left, right, value } = artifact;
  const sets: number[][] = [];
  const leafIndexes = Array.from(set, (at, node) => {
    if (at < 0) return -1;
    const codes = Array.from({ length: levels[feature[node]] }, (_, code) => code);
    return sets.push(codes.filter((code) => ((bits[at + (code >> 5)] >>> (code & 31)) & 1) === 1)) - 1;
  });
  return {
    form: 'trees',
    baseline: Array.from(baseline),
    roots: Array.from(starts.subarray(0, -1)),
    feature: Array.from(feature),
    // JSON has no infinity: there every number goes left.
    threshold: Array.from(threshold, (limit) => Math.min(limit, Number.MAX_VALUE)),
    set: leafIndexes,
    sets,
    missingLeft: Array.from(missingLeft),
    left: Array.from(left),
    right: Array.from(right),
    value: Array.from(value),
  };
}
