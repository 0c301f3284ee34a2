import { notice, type Notice } from '../../base/notice.ts';
import type { Run } from '../../base/run.ts';
import type { EncoderPlan, TokenRows, Weights } from '../../contract/transformer.ts';
import { byLength } from '../../forms/transformer.ts';
import { fitLogistic } from '../../solvers/logistic.ts';
import type { Encoder } from '../../tfjs/encoder.ts';

/** A class that no training row has gets this intercept: never in words of float32. */
const never = -1e4;

/**
 * Fits a new classifier on frozen features (what the pooler makes of each text) by logistic regression to convergence, and gives its
 * tensors as the model's own head: two classes share the difference.
 */
export async function fitHead(
  encoder: Encoder,
  plan: EncoderPlan,
  texts: TokenRows,
  codes: Int32Array,
  labels: readonly string[],
  C: number,
  run: Run,
): Promise<{ head: Map<string, Weights>; notices: Notice[] }> {
  const { width } = plan;
  const features = new Float64Array(texts.length * width);
  let done = 0;
  for (const places of byLength(texts)) {
    const some = await encoder.features(Array.from(places, (place) => texts[place]));
    places.forEach((place, i) => features.set(some.subarray(i * width, (i + 1) * width), place * width));
    done += places.length;
    run.report({ type: 'progress', stage: 'train', done, total: 2 * texts.length, unit: 'rows' });
    await run.breathe();
  }
  const fit = await fitLogistic(
    {
      rows: texts.length,
      cols: width,
      block: (from, to, into) => void into.set(features.subarray(from * width, to * width)),
      codes,
      classes: labels,
    },
    { C, intercept: true, maxIter: 1000, tol: 1e-8 },
    // Its own progress counts iterations: the run's goes on in rows.
    { ...run, report: (event) => (event.type === 'progress' ? undefined : run.report(event)) },
  );
  run.report({ type: 'progress', stage: 'train', done: 2 * texts.length, total: 2 * texts.length, unit: 'rows' });

  const pair = fit.intercepts.length === 1;
  const weight = new Float32Array(labels.length * width);
  const bias = new Float32Array(labels.length);
  labels.forEach((_, label) => {
    const [row, factor] = pair ? [0, label === 0 ? -0.5 : 0.5] : [label, 1];
    for (let j = 0; j < width; j++) weight[label * width + j] = factor * fit.coefficients[row * width + j];
    bias[label] = Math.max(never, factor * fit.intercepts[row]);
  });
  const { classifier } = plan.names;
  const head = new Map<string, Weights>([
    [`${classifier}.weight`, { shape: [labels.length, width], data: weight }],
    [`${classifier}.bias`, { shape: [labels.length], data: bias }],
  ]);
  const notices = fit.converged ? [] : [notice('train.not-converged', { iterations: fit.iterations }, 'warning')];
  return { head, notices };
}
