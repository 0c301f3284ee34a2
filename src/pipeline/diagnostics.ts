import type { Run } from '../base/run.ts';
import type { TrainResult } from '../contract/result/result.ts';
import type { Column } from '../tables/table.ts';
import { classificationIntervals, regressionIntervals } from '../metrics/bootstrap.ts';
import type { ScoredRows } from '../prediction/scored.ts';
import { summariseFigures } from './curves.ts';
import { permutationImportance, type Subject } from '../explain/importance.ts';
import { meanContributions } from '../explain/mean-contributions.ts';

/** What is computed after a result was given: 95 % intervals of the metrics, what the charts show, and how much each factor matters and moves the answers; nothing for written texts. */
export type Diagnostics = Required<Pick<TrainResult, 'intervals' | 'importance'>> &
  Pick<TrainResult, 'contributions' | 'figures'>;

/**
 * Gives the way to compute it, seeded: the same each time. `side` holds the judged rows' true values and answers. The model is closed once it
 * was computed. @throws AppError `run.stopped`: it may be called again
 */
export function makeDiagnostics(
  subject: Omit<Subject, 'target'> & { target: Column | undefined },
  side: ScoredRows,
): (run: Run) => Promise<Diagnostics> {
  return async (run) => {
    const { target, ...rest } = subject;
    const found = { intervals: {}, importance: [] };
    if (target && rest.recipe.target.task !== 'generation') {
      const figures = await summariseFigures(side, run);
      const { intervals } = await metricIntervals(side, rest.seed, run);
      const contributions = await meanContributions({ ...rest, target }, run);
      const importance = await permutationImportance({ ...rest, target }, run);
      Object.assign(found, { figures, intervals, importance, ...contributions });
    }
    rest.model.dispose();
    return found;
  };
}

function metricIntervals({ actual, values, labels, probabilities, labelMatrix }: ScoredRows, seed: number, run: Run) {
  if (labelMatrix) return { intervals: {} };
  if (!labels || !probabilities) return regressionIntervals(actual, values, seed, run);
  return classificationIntervals(Int32Array.from(actual), probabilities, labels.length, seed, run);
}
