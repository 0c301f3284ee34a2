import { AppError } from '../../base/errors.ts';
import { notice, type Notice } from '../../base/notice.ts';
import { randomFrom, type Random } from '../../base/random.ts';
import { log, type Run } from '../../base/run.ts';
import type { PlainTensor } from '../../networks/tensor.ts';
import { byLength } from '../../models/transformer/transformer-predictor.ts';
import type { AdamW } from '../../networks/adamw-spec.ts';
import type { Encoder } from '../../tfjs/encoder.ts';
import { shareOfStep, type Job } from './forecast.ts';
import type { TokenRows, LabelTargets } from '../../networks/encoder-spec.ts';

/** How an encoder is tuned. */
export interface Tuning {
  job: Job;
  epochs: number;
  rate: number;
  weightDecay: number;
  /** Share of all steps in which the rate rises to its full size; after them it falls to 0 in a straight line. */
  warmup: number;
  /** Share of the rows that are held back to choose the best epoch by. */
  validation: number;
  seed: number;
}

/** Batches of texts of like length are cut from the rows of this many batches at a time. */
const pool = 50;

/**
 * Tunes an encoder on texts and their labels: AdamW with warm-up, gradients cut to norm 1, batches of texts of like length in seeded
 * order. Gives the weights of the epoch whose validation loss was lowest (without held-back rows: the last one's).
 * @throws AppError `train.not-finite`, `run.stopped`
 */
export async function tune(
  encoder: Encoder,
  texts: TokenRows,
  targets: LabelTargets,
  tuning: Tuning,
  run: Run,
): Promise<{ weights: Map<string, PlainTensor>; notices: Notice[] }> {
  const { epochs, rate, job } = tuning;
  const random = randomFrom(tuning.seed);
  const { learned, held } = holdBack(texts.length, tuning.validation, random);
  const perEpoch = Math.ceil(learned.length / job.batchSize);
  const steps = epochs * perEpoch;
  const rule = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: tuning.weightDecay, clip: 1 };
  const notify = (done: number) =>
    run.report({ type: 'progress', stage: 'train', done, total: steps, unit: 'iterations' });
  notify(0);

  let best = { loss: Infinity, epoch: 0, weights: new Map<string, PlainTensor>() };
  let step = 0;
  const began = run.now();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let sum = 0;
    for (const batch of batches(learned, texts, job.batchSize, random)) {
      await run.yield();
      step++;
      const now: AdamW = { ...rule, rate: rate * rateShare(step, steps, tuning.warmup) };
      const loss = await encoder.step(
        Array.from(batch, (row) => texts[row]),
        selectTargets(targets, texts.length, batch),
        now,
      );
      if (!Number.isFinite(loss)) throw new AppError('train.not-finite', { value: loss, epoch, rate });
      sum += loss * batch.length;
      if (step === Math.min(3, steps)) forecast(step);
      notify(step);
    }
    const loss = sum / learned.length;
    const validation = held.length > 0 ? await evaluateLoss(encoder, held, texts, targets, run) : undefined;
    run.report({ type: 'epoch', epoch, loss, ...(validation === undefined ? {} : { validation }) });
    if (validation === undefined ? epoch === epochs : validation < best.loss) {
      best = { loss: validation ?? loss, epoch, weights: await encoder.weights() };
    }
  }
  if (best.epoch === 0) throw new AppError('train.not-finite', { value: NaN, epoch: epochs, rate });
  const chosen = held.length > 0 && epochs > 1;
  const params = { epoch: best.epoch, epochs, loss: best.loss.toPrecision(3) };
  return { weights: best.weights, notices: chosen ? [notice('train.best-epoch', params, 'note')] : [] };

  /** Corrects the forecast by what the first steps took. */
  function forecast(done: number): void {
    const seconds = Math.ceil((((run.now() - began) / done) * steps) / 1000);
    log(run, 'train', 'train.pace', { seconds });
  }
}

/** Tells the seconds that all steps will take, from the time of one forward pass over a batch. */
export async function timeFor(
  encoder: Encoder,
  texts: TokenRows,
  { job, epochs }: Tuning,
  run: Run,
): Promise<{ seconds: number; steps: number; tokens: number }> {
  const sample = Array.from({ length: Math.min(job.batchSize, texts.length) }, (_, i) => texts[i]);
  // The first pass also sets up the device.
  await encoder.logits(sample.slice(0, 1));
  const began = run.now();
  await encoder.logits(sample);
  const took = run.now() - began;
  const countTokens = (rows: TokenRows) => rows.reduce((sum, { length }) => sum + length, 0);
  const tokens = epochs * countTokens(texts);
  const seconds = (took / countTokens(sample)) * tokens * shareOfStep(job);
  const steps = epochs * Math.ceil(texts.length / job.batchSize);
  return { seconds: Math.max(1, Math.ceil(seconds / 1000)), steps, tokens };
}

/** Gives what is right for some of the texts. */
function selectTargets(targets: LabelTargets, texts: number, rows: Int32Array): LabelTargets {
  if (targets instanceof Int32Array) return rows.map((row) => targets[row]);
  const labels = targets.length / texts;
  const some = new Uint8Array(rows.length * labels);
  rows.forEach((row, i) => some.set(targets.subarray(row * labels, (row + 1) * labels), i * labels));
  return some;
}

/** Holds back rows by chance; of few none. */
function holdBack(rows: number, share: number, random: Random): { learned: Int32Array; held: Int32Array } {
  const order = random.permutation(rows);
  const count = rows < 20 ? 0 : Math.round(share * rows);
  return { held: order.slice(0, count), learned: order.slice(count).sort() };
}

/** Cuts rows into batches of texts of like length, in an order by chance. */
function batches(rows: Int32Array, texts: TokenRows, size: number, random: Random): Int32Array[] {
  const order = rows.slice();
  random.shuffle(order);
  const cut: Int32Array[] = [];
  for (let from = 0; from < order.length; from += pool * size) {
    const some = order.slice(from, from + pool * size).sort((a, b) => texts[a].length - texts[b].length);
    for (let at = 0; at < some.length; at += size) cut.push(some.slice(at, at + size));
  }
  return Array.from(random.permutation(cut.length), (index) => cut[index]);
}

function rateShare(step: number, steps: number, warmup: number): number {
  const ramp = Math.max(1, Math.round(warmup * steps));
  return step <= ramp ? step / ramp : (steps - step) / Math.max(1, steps - ramp);
}

/** The mean cross-entropy of rows, in float64 from the logits on. */
async function evaluateLoss(
  encoder: Encoder,
  rows: Int32Array,
  texts: TokenRows,
  targets: LabelTargets,
  run: Run,
): Promise<number> {
  let sum = 0;
  const own = Array.from(rows, (row) => texts[row]);
  for (const batch of byLength(own)) {
    const logits = await encoder.logits(Array.from(batch, (index) => own[index]));
    const labels = logits.length / batch.length;
    batch.forEach((index, i) => {
      const scores = Array.from(logits.subarray(i * labels, (i + 1) * labels));
      const row = rows[index];
      sum +=
        targets instanceof Int32Array ? classCost(scores, targets[row]) : costOfEach(scores, targets, row * labels);
    });
    await run.yield();
  }
  return sum / rows.length;
}

function classCost(scores: number[], code: number): number {
  const top = Math.max(...scores);
  const total = scores.reduce((all, score) => all + Math.exp(score - top), 0);
  return Math.log(total) + top - scores[code];
}

/** The mean over the labels, each by itself. */
function costOfEach(scores: number[], labelMatrix: Uint8Array, from: number): number {
  const costs = scores.map((z, l) => Math.max(z, 0) - z * labelMatrix[from + l] + Math.log1p(Math.exp(-Math.abs(z))));
  return costs.reduce((all, cost) => all + cost, 0) / costs.length;
}
