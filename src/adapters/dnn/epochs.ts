import { AppError } from '../../base/errors.ts';
import { notice, type Notice } from '../../base/notice.ts';
import type { Random } from '../../base/random.ts';
import { log, type Run } from '../../base/run.ts';
import type { MlpLayers, MlpSpec, MlpTrainer } from '../../networks/mlp-spec.ts';
import { divergenceLimit, keepGoodLayers, type GoodLayers } from './good-layers.ts';
import { scoreEpoch } from './score-epoch.ts';
import { makePatience } from './patience.ts';
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
  notices: Notice[];
}

/**
 * Trains until the loss (with early stopping: the score on the rows held back) no longer gets better, as scikit-learn's MLP does: the rows are
 * shuffled anew before every epoch; with early stopping the best layers are kept. A loss that runs away ends the training: the best layers until
 * then are the model, where they are better than the first ones.
 * @throws AppError `train.not-finite` where nothing was learned before; `run.stopped` within one batch
 */
export async function trainEpochs(
  trainer: MlpTrainer,
  rows: Rows,
  spec: MlpSpec,
  settings: Settings,
  random: Random,
  run: Run,
): Promise<Ended> {
  const { held, target } = rows;
  const scoring = held.length > 0;
  const heldTarget = Float64Array.from(held, (row) => target[row]);
  const patience = makePatience(scoring ? 'higher' : 'lower', settings.tol, settings.patience);
  const good = await keepGoodLayers(trainer, rows, spec);
  const progress = (done: number, total = settings.epochs) =>
    run.report({ type: 'progress', stage: 'train', done, total, unit: 'epochs' });

  let order = rows.train;
  let epoch = 0;
  let over = false;
  while (epoch < settings.epochs && !over) {
    order = shuffled(order, random);
    const loss = await trainer.epoch(order, (done) => progress(epoch + done / order.length));
    epoch++;
    if (!(loss < divergenceLimit(good.first))) return goBack(good, loss, epoch, settings, run);
    const score = scoring ? scoreEpoch(spec.loss, await trainer.predict(held), heldTarget) : null;
    run.report({ type: 'epoch', epoch, loss, ...(score ? { validation: score.loss } : {}) });
    const patienceState = patience.update(score ? score.score : loss);
    if (patienceState.best) await good.keep(epoch);
    over = patienceState.over;
    progress(epoch, over ? epoch : settings.epochs);
    await run.yield();
  }
  if (!scoring && !(await good.areSound())) return goBack(good, NaN, epoch, settings, run);
  if (over) log(run, 'train', 'train.settled', { epoch, patience: settings.patience, tol: settings.tol });
  const layers = scoring ? good.last() : null;
  return {
    layers: layers ?? (await trainer.layers()),
    notices: over ? [] : [notice('train.max-epochs', { epochs: epoch }, 'note')],
  };
}

/** Gives an order shuffled, as scikit-learn does: a permutation of what stood there before. */
function shuffled(order: Int32Array, random: Random): Int32Array {
  return random.permutation(order.length).map((index) => order[index]);
}

/** Ends a training whose loss ran away. */
async function goBack(
  good: GoodLayers,
  loss: number,
  epoch: number,
  { solver: { rate } }: Settings,
  run: Run,
): Promise<Ended> {
  const value = Number.isFinite(loss) ? loss.toExponential(1) : Number.isNaN(loss) ? 'NaN' : '∞';
  const kept = await good.goBack();
  if (!kept) throw new AppError('train.not-finite', { value, epoch, rate });
  const params = { value, epoch, kept: kept.epoch, rate };
  log(run, 'train', 'train.rolled-back', params, 'warning');
  run.report({ type: 'progress', stage: 'train', done: epoch, total: epoch, unit: 'epochs' });
  return { layers: kept.layers, notices: [notice('train.rolled-back', params)] };
}
