import { AppError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { log, type Run } from '../../base/run.ts';
import type { MlpLayers, MlpPlan, MlpTrainer } from '../../contract/mlp.ts';
import { judge } from './judge.ts';
import { patienceOf } from './patience.ts';
import type { Settings } from './settings.ts';

/** What the epochs go over: rows to learn from, rows held back (none without early stopping), and the target of every row. */
export interface Rows {
  train: Int32Array;
  held: Int32Array;
  target: Float64Array;
}

/** How the epochs ended. */
export interface Ended {
  layers: MlpLayers;
  epochs: number;
  /** False when the loss still fell after the last epoch allowed. */
  settled: boolean;
}

/** A loss so many times the first one is no longer a loss but a run away. */
const runaway = 1e6;
/** Most rows that the first loss is taken from. */
const sample = 1000;

/**
 * Trains until the loss (with early stopping: the score on the rows held back) no longer gets better, as scikit-learn's MLP does: the rows are
 * shuffled anew before every epoch; with early stopping the best layers are kept.
 * @throws AppError `train.not-finite`; `run.stopped` within one batch
 */
export async function trainEpochs(
  trainer: MlpTrainer,
  rows: Rows,
  plan: MlpPlan,
  settings: Settings,
  random: Random,
  run: Run,
): Promise<Ended> {
  const { held, target } = rows;
  const judging = held.length > 0;
  const heldTarget = Float64Array.from(held, (row) => target[row]);
  const patience = patienceOf(judging ? 'higher' : 'lower', settings.tol, settings.patience);
  const ceiling = runaway * (1 + (await firstLoss(trainer, rows, plan)));
  const progress = (done: number, total = settings.epochs) =>
    run.report({ type: 'progress', stage: 'train', done, total, unit: 'epochs' });

  let order = rows.train;
  let best: MlpLayers | null = null;
  let epoch = 0;
  let over = false;
  while (epoch < settings.epochs && !over) {
    order = shuffled(order, random);
    const loss = await trainer.epoch(order, (done) => progress(epoch + done / order.length));
    epoch++;
    if (!(loss < ceiling)) throw notFinite(loss, epoch, settings);
    const judgement = judging ? judge(plan.loss, await trainer.predict(held), heldTarget) : null;
    run.report({ type: 'epoch', epoch, loss, ...(judgement ? { validation: judgement.loss } : {}) });
    const heard = patience.hear(judgement ? judgement.score : loss);
    if (judging && heard.best) best = await trainer.layers();
    over = heard.over;
    progress(epoch, over ? epoch : settings.epochs);
    await run.breathe();
  }
  if (over) log(run, 'train', 'train.settled', { epoch, patience: settings.patience, tol: settings.tol });
  return { layers: best ?? (await trainer.layers()), epochs: epoch, settled: over };
}

/** Gives the loss of the first weights on a sample of the rows, penalty included: what later losses are measured by. */
async function firstLoss(trainer: MlpTrainer, { train, target }: Rows, plan: MlpPlan): Promise<number> {
  const few = train.subarray(0, sample);
  const { loss } = judge(
    plan.loss,
    await trainer.predict(few),
    Float64Array.from(few, (row) => target[row]),
  );
  let squares = 0;
  for (const { kernel } of await trainer.layers()) for (const weight of kernel) squares += weight * weight;
  return loss + (plan.alpha * squares) / 2;
}

/** Gives an order shuffled, as scikit-learn does: a permutation of what stood there before. */
function shuffled(order: Int32Array, random: Random): Int32Array {
  return random.permutation(order.length).map((place) => order[place]);
}

function notFinite(loss: number, epoch: number, { solver }: Settings): AppError {
  const value = Number.isFinite(loss) ? loss.toExponential(1) : Number.isNaN(loss) ? 'NaN' : '∞';
  return new AppError('train.not-finite', { value, epoch, rate: solver.rate });
}
