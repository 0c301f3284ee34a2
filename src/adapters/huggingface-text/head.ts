import { notice, type Notice } from '../../base/notice.ts';
import type { Run } from '../../base/run.ts';
import type { PlainTensor } from '../../networks/tensor.ts';
import { byLength } from '../../models/transformer/transformer-predictor.ts';
import { fitLogistic, type LogisticFit } from '../../solvers/logistic.ts';
import type { Encoder } from '../../tfjs/encoder.ts';
import type { EncoderSpec, TokenRows, LabelTargets } from '../../networks/encoder-spec.ts';

/** A class that no training row has gets this intercept: never in words of float32. */
const never = -1e4;

/**
 * Fits a new classifier on frozen features (what the pooler makes of each text) by logistic regression to convergence, and gives its
 * tensors as the model's own head: two classes share the difference; of several labels each has a regression of its own.
 */
export async function fitHead(
  encoder: Encoder,
  spec: EncoderSpec,
  texts: TokenRows,
  targets: LabelTargets,
  labels: readonly string[],
  C: number,
  run: Run,
): Promise<{ head: Map<string, PlainTensor>; notices: Notice[] }> {
  const { width } = spec;
  const features = new Float64Array(texts.length * width);
  let done = 0;
  for (const batch of byLength(texts)) {
    const some = await encoder.features(Array.from(batch, (index) => texts[index]));
    batch.forEach((index, i) => features.set(some.subarray(i * width, (i + 1) * width), index * width));
    done += batch.length;
    run.report({ type: 'progress', stage: 'train', done, total: 2 * texts.length, unit: 'rows' });
    await run.yield();
  }
  const block = (from: number, to: number, into: Float64Array) =>
    void into.set(features.subarray(from * width, to * width));
  // Its own progress counts iterations; the run counts rows.
  const quiet: Run = { ...run, report: (event) => (event.type === 'progress' ? undefined : run.report(event)) };
  const fitOn = (codes: Int32Array, classes: readonly string[]) =>
    fitLogistic(
      { rows: texts.length, cols: width, block, codes, classes },
      { C, intercept: true, maxIter: 1000, tol: 1e-8 },
      quiet,
    );

  const weight = new Float32Array(labels.length * width);
  const bias = new Float32Array(labels.length);
  const unsettled: number[] = [];
  const keep = (label: number, { coefficients, intercepts }: LogisticFit, row: number, factor: number) => {
    for (let j = 0; j < width; j++) weight[label * width + j] = factor * coefficients[row * width + j];
    bias[label] = Math.max(never, factor * intercepts[row]);
  };
  if (targets instanceof Int32Array) {
    const fit = await fitOn(targets, labels);
    const pair = fit.intercepts.length === 1;
    labels.forEach((_, label) => (pair ? keep(label, fit, 0, label === 0 ? -0.5 : 0.5) : keep(label, fit, label, 1)));
    if (!fit.converged) unsettled.push(fit.iterations);
  } else {
    for (const [label, name] of labels.entries()) {
      const codes = Int32Array.from(texts, (_, row) => targets[row * labels.length + label]);
      // A label that all texts have, or none, needs no features.
      if (codes.every((code) => code === codes[0])) bias[label] = codes[0] === 1 ? -never : never;
      else {
        const fit = await fitOn(codes, [`not ${name}`, name]);
        keep(label, fit, 0, 1);
        if (!fit.converged) unsettled.push(fit.iterations);
      }
    }
  }
  run.report({ type: 'progress', stage: 'train', done: 2 * texts.length, total: 2 * texts.length, unit: 'rows' });

  const { classifier } = spec.names;
  const head = new Map<string, PlainTensor>([
    [`${classifier}.weight`, { shape: [labels.length, width], data: weight }],
    [`${classifier}.bias`, { shape: [labels.length], data: bias }],
  ]);
  const notices = unsettled.slice(0, 1).map((iterations) => notice('train.not-converged', { iterations }, 'warning'));
  return { head, notices };
}
