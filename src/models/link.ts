import { exp, logistic } from './exp.ts';

/** Writes the probabilities of two classes; the score is the log odds of the second. */
export function toLogistic(scores: Float64Array, into: Float64Array, at: number): void {
  into[at] = logistic(-scores[0]);
  into[at + 1] = logistic(scores[0]);
}

/** Writes a probability a class, one score each. */
export function toSoftmax(scores: Float64Array, into: Float64Array, at: number): void {
  let top = -Infinity;
  for (let s = 0; s < scores.length; s++) top = Math.max(top, scores[s]);
  let total = 0;
  for (let s = 0; s < scores.length; s++) total += into[at + s] = exp(scores[s] - top);
  for (let s = 0; s < scores.length; s++) into[at + s] /= total;
}
