import type { Engine } from '../contract/adapter.ts';
import type { MlpLayers, MlpPlan, MlpSamples, MlpTrainer } from '../contract/mlp.ts';
import type { Run } from '../base/run.ts';
import { hasBuild } from '../kernels/load.ts';
import { openKernelMlp } from '../kernels/mlp.ts';

/** A trainer, why it was chosen, and how many milliseconds that took. */
export interface OpenedTrainer {
  trainer: MlpTrainer;
  reason: string;
  ms: number;
}

/**
 * Opens a trainer on the fused kernel: the fastest build that runs here.
 * @throws AppError `train.no-engine`, `train.no-memory`
 */
export async function openTrainer(
  _wish: Engine,
  plan: MlpPlan,
  samples: MlpSamples,
  layers: MlpLayers,
  run: Run,
): Promise<OpenedTrainer> {
  const started = run.now();
  const build = hasBuild('simd-relaxed') ? 'simd-relaxed' : 'simd';
  const trainer = await openKernelMlp(build, plan, samples, layers, run);
  return { trainer, reason: 'the fused kernel', ms: run.now() - started };
}
