import { AppError } from '../base/errors.ts';
import { log, type Run } from '../base/run.ts';
import type { MlpLayers, MlpTrainer } from '../networks/mlp-spec.ts';

/**
 * Lets a training outlive its GPU: keeps the layers as they were after each epoch, and continues from them, when the device is lost, with the trainer
 * that `successor` opens. The epoch that was under way begins again; what the solver remembered is gone. The log says so.
 */
export function withSuccessor(
  first: MlpTrainer,
  layers: MlpLayers,
  run: Run,
  successor: (layers: MlpLayers) => Promise<MlpTrainer>,
): MlpTrainer {
  let trainer = first;
  let good = layers;
  /** Whether the trainer stands where `good` does: what was read back is not read again. */
  let same = true;
  let rate: number | null = null;

  async function survive<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'train.device-lost') throw error;
      const { engine, detail } = error.params as AppError<'train.device-lost'>['params'];
      log(run, 'train', 'train.device-lost', { engine, detail }, 'warning');
      trainer.dispose();
      trainer = await successor(good);
      if (rate !== null) trainer.setRate(rate);
      return survive(call);
    }
  }

  return {
    get engine() {
      return trainer.engine;
    },
    async epoch(order, progress) {
      return survive(async () => {
        same = false;
        const loss = await trainer.epoch(order, progress);
        if (!Number.isFinite(loss)) return loss;
        good = await trainer.layers();
        same = true;
        return loss;
      });
    },
    predict: (order) => survive(() => trainer.predict(order)),
    layers: () => (same ? Promise.resolve(good) : survive(() => trainer.layers())),
    setLayers(next, fresh) {
      good = next;
      same = true;
      trainer.setLayers(next, fresh);
    },
    setRate(next) {
      rate = next;
      trainer.setRate(next);
    },
    dispose: () => trainer.dispose(),
  };
}
