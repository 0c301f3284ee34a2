/**
 * Early stopping with patience, by scikit-learn's rule for training loss and validation score: stops after more than `epochs` epochs without an
 * improvement above `tol`.
 */
export interface Patience {
  /** Hears the number of an epoch; gives whether it is the best so far, and whether waiting is over. */
  update(value: number): { best: boolean; over: boolean };
}

/**
 * Waits for more than `epochs` epochs in a row that are not better than the best by more than `tol`.
 * `better` says which way is up: a loss gets lower, a score higher.
 */
export function makePatience(better: 'lower' | 'higher', tol: number, epochs: number): Patience {
  const sign = better === 'lower' ? -1 : 1;
  let top = -Infinity;
  let waited = 0;
  return {
    update(value) {
      const up = sign * value;
      waited = up < top + tol ? waited + 1 : 0;
      const best = up > top;
      if (best) top = up;
      return { best, over: waited > epochs };
    },
  };
}
