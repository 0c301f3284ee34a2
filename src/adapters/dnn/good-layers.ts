import type { MlpLayers, MlpSpec, MlpTrainer } from '../../networks/mlp-spec.ts';
import { scoreEpoch } from './score-epoch.ts';

/** The rows to learn from, and the target of every row. */
interface Known {
  train: Int32Array;
  target: Float64Array;
}

/** Layers as they were after an epoch. */
interface Snapshot {
  layers: MlpLayers;
  epoch: number;
}

/** Keeps the layers of the best epochs, to end with or to go back to. */
export interface GoodLayers {
  /** The loss of the first layers on a sample of the rows, penalty included: what later losses are measured by. */
  readonly first: number;
  /** Keeps the layers as they are now. */
  keep(epoch: number): Promise<void>;
  /** The layers kept last. */
  last(): MlpLayers | null;
  /** Whether the layers as they are now still compute something. */
  areSound(): Promise<boolean>;
  /**
   * Gives the better of the layers kept last and those before; null where neither is better than the first ones. The trainer is of no use afterwards.
   */
  goBack(): Promise<Snapshot | null>;
}

/** A loss this many times the first one has diverged. */
const runaway = 1e6;
/** Most rows that a loss is taken from. */
const sample = 1000;

/** Says from where on a loss has run away, given the first one. */
export function divergenceLimit(first: number): number {
  return runaway * (1 + first);
}

/** Begins to keep layers of a trainer that has its first ones. */
export async function keepGoodLayers(
  trainer: MlpTrainer,
  { train, target }: Known,
  spec: MlpSpec,
): Promise<GoodLayers> {
  const few = train.subarray(0, sample);
  const wanted = Float64Array.from(few, (row) => target[row]);

  async function lossNow(): Promise<number> {
    const { loss } = scoreEpoch(spec.loss, await trainer.predict(few), wanted);
    let squares = 0;
    for (const { kernel } of await trainer.layers()) for (const weight of kernel) squares += weight * weight;
    return loss + (spec.alpha * squares) / 2;
  }

  const first = await lossNow();
  // An epoch's loss is that of the layers it began with: those it ends with may be spoilt already.
  let kept: Snapshot[] = [];
  return {
    first,
    async keep(epoch) {
      kept = [{ layers: await trainer.layers(), epoch }, ...kept.slice(0, 1)];
    },
    last: () => kept[0]?.layers ?? null,
    areSound: async () => (await lossNow()) < divergenceLimit(first),
    async goBack() {
      let best: Snapshot | null = null;
      let least = first;
      for (const each of kept) {
        trainer.setLayers(each.layers, true);
        const loss = await lossNow();
        if (loss < least) [best, least] = [each, loss];
      }
      return best;
    },
  };
}
