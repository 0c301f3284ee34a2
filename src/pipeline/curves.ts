import { summariseResiduals } from '../metrics/residual-summary.ts';
import type { Run } from '../base/run.ts';
import type { Figures } from '../contract/result/figures.ts';
import { summariseClasses } from '../metrics/roc.ts';
import type { ScoredRows } from '../prediction/scored.ts';

/** Makes what the charts of the judged rows show, for the saved report: counts and shares, no row. */
export async function summariseFigures(
  { actual, values, labels, probabilities }: ScoredRows,
  run: Run,
): Promise<Figures> {
  const pause = () => run.yield();
  if (!labels || !probabilities) return { errors: await summariseResiduals(actual, values, pause) };
  const probabilityAt = (row: number, code: number) => probabilities[row * labels.length + code];
  const { curves } = await summariseClasses(labels, Int32Array.from(actual), probabilityAt, pause);
  return { curves };
}
