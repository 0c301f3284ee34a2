import { summariseErrors } from '../metrics/residual-summary.ts';
import type { Run } from '../base/run.ts';
import type { Figures } from '../contract/result/figures.ts';
import { rocAuc, rocCurve, scoresOf } from '../metrics/roc.ts';
import type { Judged } from '../prediction/scored.ts';

/** So many classes get a curve, of so many points. */
const mostCurves = 6;
const mostPoints = 200;

/** Makes what the charts of the judged rows show, for the saved report: counts and shares, no row. */
export async function figuresOf({ actual, values, labels, probabilities }: Judged, run: Run): Promise<Figures> {
  if (!labels || !probabilities) return { errors: await summariseErrors(actual, values, () => run.breathe()) };
  const codes = Int32Array.from(actual);
  const curves: NonNullable<Figures['curves']> = [];
  for (let code = labels.length === 2 ? 1 : 0; code < Math.min(labels.length, mostCurves); code++) {
    const scores = scoresOf(probabilities, labels.length, code);
    const curve = rocCurve(codes, code, scores, mostPoints);
    const area = rocAuc(codes, code, scores);
    await run.breathe();
    if (!curve || area === undefined) continue;
    const points = curve.thresholds.map((threshold, at) => ({
      threshold,
      found: curve.truePositiveRate[at],
      alarms: curve.falsePositiveRate[at],
    }));
    curves.push({ name: labels[code], area, points });
  }
  return { curves };
}
