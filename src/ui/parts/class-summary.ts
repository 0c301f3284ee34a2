import { rocOf, scoresOf, type Roc, type Scores } from './roc.ts';

/** A curve of one class against the others. */
export interface Curve extends Roc {
  name: string;
}

/** What the plots of a classification show of its rows. */
export interface ClassSummary {
  /** Of the last class, where there are two. */
  scores: Scores | null;
  curves: Curve[];
}

/** This many classes get a curve. */
const mostCurves = 6;

/** Draws the ROC curves: two classes make one, of the last; of many, the first six get one each. */
export async function summariseClasses(
  labels: readonly string[],
  actual: readonly (number | string)[],
  probabilities: readonly (readonly number[])[],
  pause: () => Promise<void>,
): Promise<ClassSummary> {
  const codeOf = new Map(labels.map((label, code) => [label, code]));
  const codes = Int32Array.from(actual, (label) => codeOf.get(String(label)) ?? -1);
  await pause();
  const two = labels.length === 2;
  const curves: Curve[] = [];
  let first: Scores | null = null;
  for (let code = two ? 1 : 0; code < Math.min(labels.length, mostCurves); code++) {
    const scores = await scoresOf(codes, code, probabilities, pause);
    first ??= scores;
    await pause();
    if (scores.positive.length > 0 && scores.negative.length > 0) {
      curves.push({ name: labels[code] ?? '', ...rocOf(scores) });
      await pause();
    }
  }
  return { scores: two ? first : null, curves };
}
