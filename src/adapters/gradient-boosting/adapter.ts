import { AppError } from '../../base/errors.ts';
import { phrase } from '../../base/messages.ts';
import { notice } from '../../base/notice.ts';
import { randomFrom } from '../../base/random.ts';
import { log, throwIfStopped, type Run } from '../../base/run.ts';
import type { Adapter, Samples } from '../../contract/model/adapter.ts';
import { usedEngine } from '../../contract/result/used-engine.ts';
import { hasBuild } from '../../kernels/load.ts';
import type { GrownTree } from '../../kernels/grow-tree.ts';
import type { BinnedFeature, TreeLoss } from '../../kernels/tree-rows.ts';
import { openTrees, type TreeTrainer } from '../../kernels/trees.ts';
import { splitRows } from '../../tables/rows/split-rows.ts';
import { requireClasses, requireFeatures, inStoredOrder, rowWeights } from '../samples.ts';
import { initialScores } from './baseline.ts';
import { learnBins } from './bins.ts';
import type { gradientBoosting } from './meta.ts';
import { readMonotone, toBoostingSettings, type Settings } from './settings.ts';
import { toTrees } from './to-trees.ts';
import type { Features } from '../../contract/model/features.ts';

/** Boosts trees on histograms as scikit-learn's HistGradientBoostingRegressor and HistGradientBoostingClassifier do, tree by tree. */
export const adapter: Adapter<typeof gradientBoosting> = {
  async fit(samples, options, run) {
    throwIfStopped(run);
    const given = requireFeatures(samples);
    const classes = samples.task === 'classification' ? requireClasses(samples) : undefined;
    if (!hasBuild('simd')) throw new AppError('train.no-simd', {});
    const settings = toBoostingSettings(options, samples.seed);
    const directions = readMonotone(settings.directions, given, classes?.length ?? 0);

    // One seed for the rows held back and the sample that bins are learned from, drawn as scikit-learn draws it.
    const seed = randomFrom(settings.seed).uint32();
    const { features, target, isHeld } = arrange(given, samples, heldBack(samples, settings, seed));
    const bins = await learnBins(features, isHeld, { maxBins: settings.maxBins, directions }, randomFrom(seed), run);
    const rows = toTreeRows(features, isHeld, target, rowWeights(target, classes && settings.classWeight));
    const loss = targetLoss(classes);
    const baseline = initialScores(loss, rows);
    const trainer = await openTrees({ ...rows, features: bins }, loss, settings.rules, baseline, run);
    const trees = await boost(trainer, settings, baseline.length, rows.held > 0, run);

    return {
      artifact: toTrees(trees, features, bins, baseline, classes),
      engine: usedEngine('simd', [phrase('engine.trees', {})]),
      notices: bins.flatMap((bin, j) => rareNotice(bin, features.names[j])),
    };
  },
};

/** Grows tree after tree, each on what those before it left, until there are enough or the loss no longer falls; one a score in each round. */
async function boost(
  trainer: TreeTrainer,
  settings: Settings,
  outputs: number,
  scoring: boolean,
  run: Run,
): Promise<GrownTree[]> {
  const { iterations, patience, tol } = settings;
  const stopping = scoring || settings.earlyStopping === true;
  const trees: GrownTree[] = [];
  const progress = (total: number) =>
    run.report({ type: 'progress', stage: 'train', done: trees.length, total, unit: 'trees' });
  let seen = await trainer.look();
  const losses = [scoring ? seen.held : seen.loss];

  for (let round = 1; round <= iterations; round++) {
    for (let k = 0; k < outputs; k++) {
      trees.push(await trainer.grow(k));
      await run.yield();
      if (round < iterations || k < outputs - 1) progress(iterations * outputs);
    }
    seen = await trainer.look();
    if (!Number.isFinite(seen.loss)) throw notFinite(seen.loss, round, settings);
    run.report({ type: 'epoch', epoch: round, loss: seen.loss, ...(scoring ? { validation: seen.held } : {}) });
    losses.push(scoring ? seen.held : seen.loss);
    if (stopping && isSettled(losses, patience, tol)) {
      log(run, 'train', 'train.stopped-early', { trees: trees.length, most: iterations * outputs, patience, tol });
      break;
    }
  }
  progress(trees.length);
  return trees;
}

/** Is true when none of the last losses is lower than the one before them by more than `tol`: scikit-learn's rule. */
function isSettled(losses: readonly number[], patience: number, tol: number): boolean {
  if (losses.length <= patience) return false;
  const recent = losses.slice(-patience - 1);
  return recent.slice(1).every((loss) => !(loss < recent[0] - tol));
}

function targetLoss(classes: readonly string[] | undefined): TreeLoss {
  if (!classes) return { name: 'squared' };
  return classes.length > 2 ? { name: 'multinomial', classes: classes.length } : { name: 'binomial' };
}

/** Gives the places of the rows that early stopping judges by: of every class its share. */
function heldBack({ target, task }: Samples, settings: Settings, seed: number): Int32Array {
  const { earlyStopping, validationFraction } = settings;
  const stopping = earlyStopping === 'auto' ? target.length > 10_000 : earlyStopping;
  if (!stopping || validationFraction === null) return new Int32Array(0);
  const codes = task === 'classification' ? Int32Array.from(target) : undefined;
  return splitRows(target.length, { testSize: validationFraction, seed, stratify: codes !== undefined }, codes).test;
}

/** Puts rows into the order in which they are stored: the order means nothing to trees, and they are read faster so. */
function arrange(given: Features, { target }: Samples, held: Int32Array) {
  const heldFlags = new Float64Array(target.length);
  for (const row of held) heldFlags[row] = 1;
  const isHeld = Uint8Array.from(inStoredOrder(given, heldFlags).target);
  return { ...inStoredOrder(given, target), isHeld };
}

/** Gives the rows as the trainer takes them: those held back last. */
function toTreeRows(features: Features, isHeld: Uint8Array, target: Float64Array, weights: Float64Array | undefined) {
  const held = isHeld.reduce((sum, flag) => sum + flag, 0);
  let [trainAt, heldAt] = [0, features.rows - held];
  const order = Int32Array.from(isHeld, (flag) => (flag ? heldAt++ : trainAt++));
  const targets = new Float64Array(features.rows);
  const moved = weights && new Float64Array(features.rows);
  for (let row = 0; row < order.length; row++) {
    targets[order[row]] = target[row];
    if (moved && weights) moved[order[row]] = weights[row];
  }
  return {
    rows: features.rows,
    held,
    order,
    targets,
    ...(moved ? { weights: moved } : {}),
    write: (from: number, to: number, into: Float64Array) => void features.block(from, to, 'raw', into),
  };
}

function rareNotice(bin: BinnedFeature, column: string) {
  if (bin.kind === 'number' || bin.binByCode.length === bin.used) return [];
  const params = { column, levels: bin.binByCode.length - bin.used, most: bin.used };
  return [notice('train.rare-levels', params, 'warning', { column })];
}

function notFinite(loss: number, epoch: number, { rules }: Settings): AppError {
  const value = Number.isNaN(loss) ? 'NaN' : '∞';
  return new AppError('train.not-finite', { value, epoch, rate: rules.shrinkage });
}
