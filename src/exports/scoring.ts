import { AppError } from '../base/errors.ts';
import type { Artifact, MlpActivation, TreesArtifact } from '../contract/adapter.ts';
import type { Bundle } from '../contract/bundle.ts';
import type { FactorRecipe } from '../recipe/factor.ts';
import { readRecipe } from '../recipe/read-recipe.ts';

/** What one column needs before the model: the steps of the recipe, those that do nothing left out. */
export type ScoringFactor = { name: string; from: readonly string[] } & (
  | { kind: 'number' | 'date'; fill: number | null; keep: boolean; shift: number; factor: number }
  | { kind: 'category'; fill: string | null; keep: boolean; levels: readonly string[]; way: 'one-hot' | 'codes' }
);

/** What was learned, for other languages: plain JSON; weights as base64 of little-endian float32, [in, out]. */
export type ScoringModel =
  | { form: 'linear'; intercepts: number[]; coefficients: number[][] }
  | {
      form: 'mlp';
      layers: { inputs: number; units: number; activation: MlpActivation; kernel: string; bias: string }[];
    }
  | ScoringTrees;

/**
 * Boosted trees: scores = baseline + one leaf of every tree, tree t to score t % scores. A node's feature is -1 at a leaf. A number goes left where it is
 * not above the threshold; a category where its code is in the node's set (`set`: its place in `sets`, -1 for numbers); what is missing as `missingLeft` says.
 */
export interface ScoringTrees {
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

/** All that predicting needs, in any language: factors to features, features to outputs, outputs to answers. */
export interface Scoring {
  name: string;
  madeAt: string;
  target: string;
  factors: ScoringFactor[];
  /** Features in order, one name each. */
  features: number;
  model: ScoringModel;
  /** Classification: the class names in the order of the probabilities. */
  classes: readonly string[] | null;
  /** Regression: the answer is output / factor + shift. */
  undo: { shift: number; factor: number } | null;
}

/**
 * Says a model in plain JSON for other programs.
 * @throws AppError `export.no-form` when the form has no words outside this app
 */
export function toScoring(bundle: Bundle): Scoring {
  const recipe = readRecipe(bundle.recipe);
  if (recipe.own !== undefined) throw new AppError('export.no-form', { model: bundle.modelType });
  const { target } = recipe;
  const undone = bundle.report.control.postprocess.run;
  const { artifact } = bundle;
  const raw = artifact.form === 'trees' || (artifact.form === 'linear' && artifact.space === 'raw');
  const factors = recipe.factors.map((factor) => toFactor(factor, raw, bundle.modelType));
  return {
    name: bundle.name,
    madeAt: bundle.madeAt,
    target: target.name,
    factors,
    features: factors.reduce((sum, each) => sum + widthOf(each), 0),
    model: toModel(bundle.artifact, bundle.modelType),
    classes: target.task === 'classification' ? (undone ? target.classes : target.classes.map((_, i) => `${i}`)) : null,
    undo:
      target.task === 'regression' && target.scale && undone
        ? { shift: target.scale.shift, factor: target.scale.factor }
        : null,
  };
}

/** Counts the features that a factor becomes. */
function widthOf(factor: ScoringFactor): number {
  return factor.kind === 'category' && factor.way === 'one-hot' ? factor.levels.length : 1;
}

function toFactor(factor: FactorRecipe, raw: boolean, model: string): ScoringFactor {
  const named = { name: factor.name, from: factor.from, keep: factor.keep };
  if (factor.as === 'number') {
    const { shift, factor: spread } = (raw ? null : factor.scale) ?? { shift: 0, factor: 1 };
    const fill = factor.impute ? Number(factor.impute.fill) : null;
    return { ...named, kind: factor.kind, fill, shift, factor: spread };
  }
  if (factor.as !== 'levels') throw new AppError('export.no-form', { model });
  const { way, levels } = factor.encode;
  return { ...named, kind: 'category', fill: factor.impute ? String(factor.impute.fill) : null, levels, way };
}

function toModel(artifact: Artifact, modelType: string): ScoringModel {
  switch (artifact.form) {
    case 'linear': {
      const width = artifact.features.length;
      const row = (s: number) => Array.from(artifact.coefficients.subarray(s * width, (s + 1) * width));
      return {
        form: 'linear',
        intercepts: Array.from(artifact.intercepts),
        coefficients: Array.from(artifact.intercepts, (_, s) => row(s)),
      };
    }
    case 'mlp':
      return {
        form: 'mlp',
        layers: artifact.layers.map(({ inputs, units, activation, kernel, bias }) => ({
          inputs,
          units,
          activation,
          kernel: toBase64(kernel),
          bias: toBase64(bias),
        })),
      };
    case 'trees':
      return toTrees(artifact);
    default:
      throw new AppError('export.no-form', { model: modelType });
  }
}

function toTrees(artifact: TreesArtifact): ScoringTrees {
  const { baseline, starts, feature, threshold, set, bits, levels, missingLeft, left, right, value } = artifact;
  const sets: number[][] = [];
  const places = Array.from(set, (at, node) => {
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
    set: places,
    sets,
    missingLeft: Array.from(missingLeft),
    left: Array.from(left),
    right: Array.from(right),
    value: Array.from(value),
  };
}

/** Writes numbers as base64 of little-endian float32. */
function toBase64(values: Float32Array): string {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setFloat32(i * 4, value, true));
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
