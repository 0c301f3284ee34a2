import type { Features } from '../../contract/model/features.ts';
import type { TrainResult } from '../../contract/result/result.ts';
import { equationOf } from './linear-predictor.ts';
import type { Artifact } from '../../contract/model/artifact.ts';

/** Gives the equation of a linear model in the columns' own units, and the features that others make superfluous; nothing for other forms. */
export function equationFor(artifact: Artifact, features: Features): Pick<TrainResult, 'equation' | 'redundant'> {
  if (artifact.form !== 'linear') return {};
  const { redundant } = artifact;
  return { equation: equationOf(artifact, features), ...(redundant?.length ? { redundant: [...redundant] } : {}) };
}
