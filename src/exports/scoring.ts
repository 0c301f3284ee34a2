import { AppError } from '../base/errors.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import type { FactorRecipe } from '../recipe/factor.ts';
import { requireFamily } from '../models/families.ts';
import { readRecipe } from '../recipe/read-recipe.ts';
import { undoes } from '../recipe/recipe.ts';
import { booleanKey } from '../tables/cells/booleans.ts';
import { missingSet } from '../tables/cells/missing.ts';
import { outputLink, toPortableModel, type PortableModel } from './portable-model.ts';

/** What one column needs before the model: the steps of the recipe, those that do nothing left out. */
export type ScoringFactor = { name: string; from: readonly string[] } & (
  | { kind: 'number' | 'date'; fill: number | null; keep: boolean; shift: number; factor: number }
  | {
      kind: 'category';
      fill: string | null;
      keep: boolean;
      levels: readonly string[];
      way: 'one-hot' | 'codes';
      /** Of yes and no: whether their case says nothing. */
      anyCase: boolean;
    }
  | { kind: 'text'; fill: string | null; keep: boolean }
);

/** All that predicting needs, in any language: factors to features, features to outputs, outputs to answers. */
export interface Scoring {
  name: string;
  madeAt: string;
  target: string;
  factors: ScoringFactor[];
  /** The words that mean a missing cell. */
  missing: string[];
  /** Features in order, one name each. */
  features: number;
  model: PortableModel;
  /** Classification: the class names in the order of the probabilities. */
  classes: readonly string[] | null;
  /** How scores become probabilities; of two classes and `softmax` one score is the log odds of the last. */
  link: 'softmax' | 'one-vs-rest' | 'labels';
  /** Where a row has several labels: what stands between them. */
  separator: string | null;
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
  const { artifact, plan } = bundle;
  const undone = undoes(bundle.report.control, recipe);
  const raw = requireFamily(artifact).space(artifact) === 'raw';
  const factors = recipe.factors.map((factor) => toFactor(factor, raw));
  return {
    name: bundle.name,
    madeAt: bundle.madeAt,
    target: target.name,
    factors,
    missing: [...missingSet(plan.read)],
    features: factors.reduce((sum, each) => sum + factorWidth(each), 0),
    model: toPortableModel(artifact, bundle.modelType),
    classes: target.task === 'classification' ? (undone ? target.classes : target.classes.map((_, i) => `${i}`)) : null,
    link: outputLink(artifact),
    separator: (target.task === 'classification' && target.separator) || null,
    undo:
      target.task === 'regression' && target.scale && undone
        ? { shift: target.scale.shift, factor: target.scale.factor }
        : null,
  };
}

/** Counts the features that a factor becomes. */
function factorWidth(factor: ScoringFactor): number {
  return factor.kind === 'category' && factor.way === 'one-hot' ? factor.levels.length : 1;
}

function toFactor(factor: FactorRecipe, raw: boolean): ScoringFactor {
  const named = { name: factor.name, from: factor.from, keep: factor.keep };
  if (factor.as === 'number') {
    const { shift, factor: multiplier } = (raw ? null : factor.scale) ?? { shift: 0, factor: 1 };
    const fill = factor.impute ? Number(factor.impute.fill) : null;
    return { ...named, kind: factor.kind, fill, shift, factor: multiplier };
  }
  const fill = factor.impute ? String(factor.impute.fill) : null;
  if (factor.as === 'text') return { ...named, kind: 'text', fill };
  const { way, levels } = factor.encode;
  const anyCase = factor.kind === 'boolean' && new Set(levels.map(booleanKey)).size === levels.length;
  return { ...named, kind: 'category', fill, levels, way, anyCase };
}

/** Lists the spellings of a category's levels, each with its level's place: more than one a level where case says nothing. */
export function levelSpellings({ levels, anyCase }: Extract<ScoringFactor, { kind: 'category' }>): [string, number][] {
  return levels.flatMap((level, index) => {
    const small = booleanKey(level);
    const all = anyCase
      ? [level, small, small.toUpperCase(), small.slice(0, 1).toUpperCase() + small.slice(1)]
      : [level];
    return [...new Set(all)].map((spelling): [string, number] => [spelling, index]);
  });
}
