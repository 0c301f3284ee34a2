import type { FeatureInfo } from '../contract/model/adapter.ts';
import { featureNames } from './apply.ts';
import { invertDate } from './date.ts';
import type { Recipe } from './recipe.ts';
import type { Features } from '../contract/model/features.ts';

/** Gives what a description says of each feature, in their order. `scale`: that of the features as they were applied. */
export function featureInfo({ factors }: Pick<Recipe, 'factors'>, scale: Features['scale']): FeatureInfo[] {
  const names = featureNames(factors);
  const owners = factors.flatMap((factor) => featureNames([factor]).map(() => factor));
  return owners.map((factor, j) => ({
    name: names[j],
    scale: scale[j],
    levels: factor.as === 'levels' ? factor.encode.levels : [],
    keepsMissing: factor.keep,
    ...(factor.kind === 'date' ? { toDate: invertDate } : {}),
  }));
}
