import { AppError, isStopped } from '../base/errors.ts';
import { phrase } from '../base/messages.ts';
import type { Phrase } from '../base/sentence.ts';
import type { Run } from '../base/run.ts';
import type { Engine } from '../contract/request/engine.ts';
import type { MlpLayers, MlpSpec, MlpSamples, MlpTrainer, OpenMlp } from '../networks/mlp-spec.ts';
import { hasBuild } from '../kernels/load.ts';
import { openKernelMlp } from '../kernels/mlp.ts';
import { enginePhrase, refusal, engineReason } from './engine-words.ts';

/** What a trial of an engine came to. */
export interface Trial {
  engine: Exclude<Engine, 'auto'>;
  /** Milliseconds a step, or null when it was not timed. */
  ms: number | null;
  /** Why it was refused. */
  refused?: Phrase;
}

/** Most that the losses and answers of two engines may differ, relative to their size. */
const tolerance = 1e-3;
/** A trial is as many steps as fit into this many operations (1 to 4), repeated for at least some milliseconds. */
const trialWork = 4e9;
const trialMs = 10;

/** Gives the floating-point operations of a step: forward 2, backward 4 operations a parameter and row. */
export function flopsPerStep({ widths, batchSize }: MlpSpec): number {
  return 6 * batchSize * widths.slice(1).reduce((sum, units, i) => sum + (widths[i] + 1) * units, 0);
}

/** Gives the first rows alone: enough for one to four steps. */
export function firstSteps(spec: MlpSpec, samples: MlpSamples): MlpSamples {
  const steps = Math.min(4, Math.max(1, Math.floor(trialWork / flopsPerStep(spec))));
  const rows = Math.min(samples.rows, steps * spec.batchSize);
  const width = samples.targets.length / samples.rows;
  return {
    rows,
    write: (from, to, into) => samples.write(from, to, into),
    targets: samples.targets.subarray(0, rows * width),
    ...(samples.weights ? { weights: samples.weights.subarray(0, rows) } : {}),
  };
}

/** What an engine gives for two passes over the rows: their losses, and then its answers. */
async function passes(trainer: MlpTrainer, order: Int32Array): Promise<number[]> {
  const losses = [await trainer.epoch(order), await trainer.epoch(order)];
  return [...losses, ...(await trainer.predict(order))];
}

/** Gives what an engine comes to in a few steps. */
export async function runTrialSteps(
  engine: Engine,
  spec: MlpSpec,
  samples: MlpSamples,
  layers: MlpLayers,
  run: Run,
): Promise<number[]> {
  const trainer = await trainerOpener(engine)(spec, samples, layers, run);
  const got = await passes(trainer, inOrder(samples.rows));
  trainer.dispose();
  return got;
}

/** Tries an engine: it must come to what is expected, and is then timed. */
export async function tryOut(
  engine: Trial['engine'],
  expected: number[],
  spec: MlpSpec,
  samples: MlpSamples,
  layers: MlpLayers,
  run: Run,
): Promise<Trial> {
  try {
    const trainer = await trainerOpener(engine)(spec, samples, layers, run);
    const order = inOrder(samples.rows);
    try {
      const refused = disagreement(await passes(trainer, order), expected);
      if (refused) return { engine, ms: null, refused };
      return { engine, ms: await timeSteps(trainer, order, Math.ceil(samples.rows / spec.batchSize), run) };
    } finally {
      trainer.dispose();
    }
  } catch (error) {
    if (isStopped(error) || !(error instanceof Error)) throw error;
    return { engine, ms: null, refused: engineReason(error) };
  }
}

/** Says how two results differ too much, or `null`. A diverging reference decides nothing. */
function disagreement(got: number[], expected: number[]): Phrase | null {
  if (!expected.every(Number.isFinite)) return null;
  if (!got.every(Number.isFinite)) return phrase('engine.not-finite', {});
  const scale = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const off = got.reduce((max, value, i) => Math.max(max, Math.abs(value - expected[i])), 0) / (scale || 1);
  return off > tolerance ? phrase('engine.off', { share: twoDigits(off) }) : null;
}

async function timeSteps(trainer: MlpTrainer, order: Int32Array, steps: number, run: Run): Promise<number> {
  const began = run.now();
  let done = 0;
  do {
    await trainer.epoch(order);
    done += steps;
  } while (run.now() - began < trialMs);
  return (run.now() - began) / done;
}

/** Says in a few words what a trial came to. */
export function describeTrial({ engine, ms, refused }: Trial, isBest: boolean): Phrase {
  if (refused !== undefined || ms === null) return refusal(engine, refused ?? phrase('engine.failed-before', {}));
  return phrase(isBest ? 'engine.fastest' : 'engine.timed', { engine: enginePhrase(engine), ms: twoDigits(ms) });
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

function inOrder(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => i);
}

/** Gives the way to open a trainer on an engine. */
export function trainerOpener(engine: Engine): OpenMlp {
  switch (engine) {
    case 'simd':
    case 'simd-relaxed':
    case 'simd-2':
    case 'simd-relaxed-2':
      return (spec, samples, layers, run) => {
        if (!hasBuild(engine.startsWith('simd-relaxed') ? 'simd-relaxed' : 'simd'))
          throw new AppError('train.no-engine', { engine, detail: phrase('engine.lacking', {}) });
        return openKernelMlp(engine, spec, samples, layers, run);
      };
    case 'webgpu':
    case 'webgl':
    case 'wasm':
    case 'cpu':
      return async (...given) => (await import('../tfjs/mlp.ts')).openTfjsMlp(engine, ...given);
    default:
      throw new AppError('train.no-engine', { engine, detail: phrase('engine.unknown', {}) });
  }
}
