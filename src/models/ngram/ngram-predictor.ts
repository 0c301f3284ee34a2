import { AppError } from '../../base/errors.ts';
import type { Predictor } from '../../contract/model/predictor.ts';
import type { NgramArtifact } from '../../contract/model/ngram-artifact.ts';
import { logistic } from '../exp.ts';
import { toLogistic, toSoftmax } from '../link.ts';
import { attributeTokens } from './ngram-attributions.ts';
import { openTerms } from './ngram-weights.ts';
import type { Features } from '../../contract/model/features.ts';

const blockRows = 256;
/** Characters read in one stretch. */
const chunkRows = 30_000;

/**
 * Opens a linear model over the n-grams of texts. Terms add up in the order in which they first stand in a text, so that it predicts the same
 * digits everywhere.
 * @throws AppError `model.bad-size` when its parts do not fit each other, or there are no texts
 */
export function openNgram(artifact: NgramArtifact): Predictor {
  const { classes, intercepts, coefficients, link, terms } = artifact;
  const scores = intercepts.length;
  const fits = scores === classes.length || (scores === 1 && classes.length === 2 && link === 'softmax');
  if (!fits || coefficients.length !== scores * terms.length) {
    throw new AppError('model.bad-size', { expected: scores * terms.length, found: coefficients.length });
  }
  const known = openTerms(artifact);
  const finish = link === 'softmax' ? (scores === 1 ? toLogistic : toSoftmax) : link === 'labels' ? toEach : toShares;

  return {
    space: 'raw',
    outputs: classes.length,
    async predict(features, run) {
      const texts = requireTexts(features);
      const result = new Float64Array(features.rows * classes.length);
      const row = new Float64Array(scores);
      let sinceYield = 0;
      for (let from = 0; from < features.rows; from += blockRows) {
        const to = Math.min(from + blockRows, features.rows);
        const cells = texts.cells(from, to);
        for (let i = 0; i < to - from; i++) {
          const found = known.weigh(cells.map((factor) => factor[i]));
          row.set(intercepts);
          found.terms.forEach((term, k) => {
            for (let s = 0; s < scores; s++) row[s] += found.weights[k] * coefficients[term * scores + s];
          });
          finish(row, result, (from + i) * classes.length);
          sinceYield += cells.reduce((sum, factor) => sum + factor[i].length, 100);
          if (sinceYield < chunkRows) continue;
          sinceYield = 0;
          await run.yield();
        }
      }
      return { outputs: result };
    },
    explain(features, row) {
      const { names, cells } = requireTexts(features);
      const own = cells(row, row + 1).map(([text]) => text);
      return attributeTokens(artifact, known, own, names);
    },
    dispose() {},
  };
}

function requireTexts({ texts }: Features): NonNullable<Features['texts']> {
  if (!texts) throw new AppError('model.bad-size', { expected: 1, found: 0 });
  return texts;
}

function toEach(scores: Float64Array, into: Float64Array, at: number): void {
  for (let s = 0; s < scores.length; s++) into[at + s] = logistic(scores[s]);
}

function toShares(scores: Float64Array, into: Float64Array, at: number): void {
  let total = 0;
  for (let s = 0; s < scores.length; s++) total += into[at + s] = logistic(scores[s]);
  for (let s = 0; s < scores.length; s++) into[at + s] = total > 0 ? into[at + s] / total : 1 / scores.length;
}
