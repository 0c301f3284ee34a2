import { notice } from '../../base/notice.ts';
import { randomFrom } from '../../base/random.ts';
import { throwIfStopped } from '../../base/run.ts';
import type { Adapter, Features, Samples } from '../../contract/adapter.ts';
import type { MlpPlan, MlpSamples } from '../../contract/mlp.ts';
import { splitRows } from '../../tables/split.ts';
import { classesOf, featuresOf, rowWeights } from '../samples.ts';
import { openTrainer } from '../engine.ts';
import { trainEpochs, type Rows } from './epochs.ts';
import { firstLayers } from './first-layers.ts';
import { settingsOf, type Settings } from './settings.ts';

/** Trains a multilayer perceptron as scikit-learn's MLPRegressor and MLPClassifier do, in float32. */
export const adapter: Adapter = {
  async fit(samples, options, run) {
    throwIfStopped(run);
    const features = featuresOf(samples);
    const classes = samples.task === 'classification' ? classesOf(samples) : undefined;
    const settings = settingsOf(options, samples.seed);
    const rows = holdBack(samples, settings);
    const plan = planOf(features, classes, settings, rows.train.length);
    const random = randomFrom(settings.seed);
    const layers = firstLayers(plan, random);

    const { trainer, reason, ms } = await openTrainer(
      samples.engine ?? 'auto',
      plan,
      rowsOf(samples, features, settings),
      layers,
      run,
    );
    try {
      const ended = await trainEpochs(trainer, rows, plan, settings, random, run);
      return {
        artifact: { form: 'mlp', layers: ended.layers, ...(classes ? { classes: [...classes] } : {}) },
        engine: { name: trainer.engine, reason },
        engineMs: ms,
        notices: ended.settled ? [] : [notice('train.max-epochs', { epochs: ended.epochs }, 'note')],
      };
    } finally {
      trainer.dispose();
    }
  },
};

function planOf(features: Features, classes: readonly string[] | undefined, settings: Settings, rows: number): MlpPlan {
  const outputs = classes && classes.length > 2 ? classes.length : 1;
  return {
    widths: [features.names.length, ...settings.hidden, outputs],
    activation: settings.activation,
    loss: classes ? (classes.length > 2 ? 'softmax' : 'binary') : 'squared',
    solver: settings.solver,
    alpha: settings.alpha,
    batchSize: Math.min(settings.batchSize ?? 200, rows),
  };
}

/** Gives the rows to learn from, and with early stopping those held back: seeded, of every class its share. */
function holdBack({ target, task }: Samples, settings: Settings): Rows {
  const all = { testSize: settings.earlyStopping ? settings.validationFraction : 0, seed: settings.seed };
  const codes = task === 'classification' ? Int32Array.from(target) : undefined;
  const { train, test } = splitRows(target.length, { ...all, stratify: codes !== undefined }, codes);
  return { train, held: test, target };
}

/** Gives the rows as the trainer takes them. */
function rowsOf(samples: Samples, features: Features, settings: Settings): MlpSamples {
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
