import type { Features, StoredFeatures } from '../contract/model/features.ts';
import type { RowBlocks } from '../solvers/row-blocks.ts';
import type { LinearArtifact } from '../contract/model/artifact.ts';

/** Features as a solver of linear models takes them. */
export interface Columns extends RowBlocks {
  /** Gives coefficients (outputs x features) that were solved for as those of a model in `space`. */
  unscale(solved: Float64Array): Float64Array;
  space: LinearArtifact['space'];
}

/**
 * Binds features to a solver: raw, or scaled where a penalty acts on the coefficients. Without an intercept a shift would change the model (it
 * must give 0 where every column is 0), so columns are then stretched by their factors and not moved. `write`: a faster way to the same features.
 */
export function toSolverColumns(
  features: Features,
  penalised: boolean,
  intercept: boolean,
  write?: StoredFeatures['columns'],
): Columns {
  const { rows, names, scale } = features;
  const cols = names.length;
  const space = penalised && intercept ? 'scaled' : 'raw';
  const scaleFactors = names.map((_, j) => (penalised && !intercept ? scale[j].factor : 1));
  const isScaled = scaleFactors.some((factor) => factor !== 1);
  const straight = write && !isScaled;
  return {
    rows,
    cols,
    names,
    space,
    block(from, to, into) {
      features.block(from, to, space, into);
      if (!isScaled) return;
      for (let at = 0; at < (to - from) * cols; at++) into[at] *= scaleFactors[at % cols];
    },
    ...(straight ? { columns: (from, to, into, stride) => write(from, to, space, into, stride) } : {}),
    unscale: (solved) => solved.map((value, at) => value * scaleFactors[at % cols]),
  };
}
