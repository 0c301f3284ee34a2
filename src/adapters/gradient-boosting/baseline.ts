import type { TreeLoss, TreeRows } from '../../kernels/tree-rows.ts';

/**
 * Gives the first scores, from the rows trained on: the mean; the log odds of the second class; or the classes' log shares, less their mean.
 * They are scikit-learn's, shares cut where it cuts them.
 */
export function initialScores(
  loss: TreeLoss,
  { rows, held, targets, weights }: Omit<TreeRows, 'features'>,
): Float64Array {
  const outputs = loss.name === 'multinomial' ? loss.classes : 1;
  const sums = new Float64Array(outputs);
  let total = 0;
  for (let row = 0; row < rows - held; row++) {
    const weight = weights ? weights[row] : 1;
    total += weight;
    if (loss.name === 'multinomial') sums[targets[row]] += weight;
    else sums[0] += weight * targets[row];
  }
  const means = sums.map((sum) => sum / total);
  switch (loss.name) {
    case 'squared':
      return means;
    case 'binomial': {
      const share = clip(means[0], 10 * Number.EPSILON);
      return Float64Array.of(Math.log(share / (1 - share)));
    }
    case 'multinomial': {
      const logs = means.map((share) => Math.log(clip(share, Number.EPSILON)));
      const mean = logs.reduce((sum, value) => sum + value, 0) / outputs;
      return logs.map((value) => value - mean);
    }
  }
}

function clip(share: number, edge: number): number {
  return Math.min(1 - edge, Math.max(edge, share));
}
