import { AppError } from '../../base/errors.ts';
import { randomFrom, type Random } from '../../base/random.ts';
import { throwIfStopped } from '../../base/run.ts';
import type { Adapter, Samples } from '../../contract/model/adapter.ts';
import type { MlpSpec, MlpSamples } from '../../networks/mlp-spec.ts';
import { usedEngine } from '../../contract/result/used-engine.ts';
import { splitRows } from '../../tables/rows/split-rows.ts';
import { requireClasses, requireFeatures, rowWeights } from '../samples.ts';
import { openTrainer } from '../engine.ts';
import { trainEpochs, type Rows } from './epochs.ts';
import { firstLayers } from './first-layers.ts';
import type { dnn } from './meta.ts';
import { toDnnSettings, type Settings } from './settings.ts';
import type { MlpArtifact } from '../../contract/model/artifact.ts';
import type { Features } from '../../contract/model/features.ts';

/** What a parameter takes while it is trained: itself, its gradient and two moments, float32. */
const bytesEach = 16;
const maxParameters = 2 ** 28;

/** Trains a multilayer perceptron as scikit-learn's MLPRegressor and MLPClassifier do, in float32. */
export const adapter: Adapter<typeof dnn> = {
  async fit(samples, options, run) {
    throwIfStopped(run);
    const features = requireFeatures(samples);
    const classes = samples.task === 'classification' ? requireClasses(samples) : undefined;
    const settings = toDnnSettings(options, samples.seed);
    const widths = layerWidths(features, classes, settings);
    // One stream, drawn on in scikit-learn's order: first weights, rows held back, the order of each epoch.
    const random = randomFrom(settings.seed);
    const layers = firstLayers(widths, targetLoss(classes), settings.activation, random);
    const rows = holdBack(samples, settings, random);
    const spec = toMlpSpec(widths, classes, settings, rows.train.length);

    const { trainer, why, ms } = await openTrainer(
      samples.engine ?? 'auto',
      spec,
      toMlpSamples(samples, features, settings),
      layers,
      run,
      { memory: samples.engines },
    );
    try {
      const ended = await trainEpochs(trainer, rows, spec, settings, random, run);
      const artifact: MlpArtifact = {
        form: 'mlp',
        layers: ended.layers,
        ...(classes ? { classes: [...classes] } : {}),
      };
      return {
        artifact,
        engine: usedEngine(trainer.engine, why),
        engineMs: ms,
        notices: ended.notices,
      };
    } finally {
      trainer.dispose();
    }
  },
};

/**
 * Gives inputs, hidden widths, outputs.
 * @throws AppError `train.no-memory` for a network that no tab can hold
 */
function layerWidths(features: Features, classes: readonly string[] | undefined, { hidden }: Settings): number[] {
  const widths = [features.names.length, ...hidden, classes && classes.length > 2 ? classes.length : 1];
  const parameters = widths.slice(1).reduce((sum, units, l) => sum + (widths[l] + 1) * units, 0);
  if (parameters > maxParameters) {
    throw new AppError('train.no-memory', { megabytes: Math.ceil((bytesEach * parameters) / 1e6) });
  }
  return widths;
}

function toMlpSpec(
  widths: number[],
  classes: readonly string[] | undefined,
  settings: Settings,
  rows: number,
): MlpSpec {
  const { activation, solver, alpha, batchSize } = settings;
  return { widths, activation, loss: targetLoss(classes), solver, alpha, batchSize: Math.min(batchSize ?? 200, rows) };
}

function targetLoss(classes: readonly string[] | undefined): MlpSpec['loss'] {
  if (!classes) return 'squared';
  return classes.length > 2 ? 'softmax' : 'binary';
}

/** Gives the rows to learn from, and with early stopping those held back: of every class its share. */
function holdBack({ target, task }: Samples, settings: Settings, random: Random): Rows {
  const codes = task === 'classification' ? Int32Array.from(target) : undefined;
  const testSize = settings.earlyStopping ? settings.validationFraction : 0;
  const { train, test } = splitRows(target.length, { testSize, seed: random, stratify: codes !== undefined }, codes);
  return { train, held: test, target };
}

/** Gives the rows as the trainer takes them. */
function toMlpSamples(samples: Samples, features: Features, settings: Settings): MlpSamples {
  const weights = samples.task === 'classification' ? rowWeights(samples.target, settings.classWeight) : undefined;
  let block = new Float64Array(0);
  return {
    rows: features.rows,
    write(from, to, into) {
      const size = (to - from) * features.names.length;
      if (block.length !== size) block = new Float64Array(size);
      into.set(features.block(from, to, 'scaled', block));
    },
    targets: Float32Array.from(samples.target),
    ...(weights ? { weights: Float32Array.from(weights) } : {}),
  };
}
