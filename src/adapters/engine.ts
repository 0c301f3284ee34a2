import { AppError, isStopped } from '../base/errors.ts';
import { log, type Run } from '../base/run.ts';
import type { Engine } from '../contract/adapter.ts';
import type { MlpLayers, MlpPlan, MlpSamples, MlpTrainer, OpenMlp } from '../contract/mlp.ts';
import { hasBuild } from '../kernels/load.ts';
import { openKernelMlp } from '../kernels/mlp.ts';
import { withSuccessor } from './engine-loss.ts';

/** What a trial of an engine came to. */
export interface Trial {
  engine: Engine;
  /** Milliseconds a step, or null when it was not timed. */
  ms: number | null;
  /** Why it was refused. */
  refused?: string;
}

/** The engine that trains, why, and what else was tried. */
export interface Chosen {
  trainer: MlpTrainer;
  reason: string;
  tried: Trial[];
  /** Milliseconds the choice took, the opening of the trainer left out. */
  ms: number;
}

/** Floating-point operations of a step below which a trip to a GPU, or a heavy import, cannot pay. */
const worthAGpu = 1e8;
/** Most that the losses and answers of two engines may differ, relative to their size. */
const tolerance = 1e-3;
/** A trial is as many steps as fit into this many operations (1 to 4), repeated for at least some milliseconds. */
const trialWork = 4e9;
const trialMs = 10;
/** How much faster an engine must be to displace one that stands before it: so that noise does not change the choice, and with it the last digits. */
const clearly = 1.25;

const words: Record<Exclude<Engine, 'auto'>, string> = {
  simd: 'WASM SIMD',
  'simd-2': 'WASM SIMD, two workers',
  'simd-relaxed': 'WASM relaxed SIMD',
  'simd-relaxed-2': 'WASM relaxed SIMD, two workers',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'TF.js WASM',
  cpu: 'TF.js CPU',
};

const remembered = new Map<string, { engine: Engine; reason: string; tried: Trial[] }>();

/**
 * Opens a trainer on the wanted engine, or with `auto` on the fastest. Every candidate builds the actual network and takes a few steps on one
 * fixed batch: it must agree with the reference (plain SIMD, else TF.js on the CPU) within 1e-3. A choice is remembered for its shape as
 * long as the worker lives. `without`: engines that failed in this run.
 * @throws AppError `train.no-engine` when the wanted engine cannot train here; `train.no-memory`
 */
export async function openTrainer(
  wanted: Engine,
  plan: MlpPlan,
  samples: MlpSamples,
  layers: MlpLayers,
  run: Run,
  without: readonly Engine[] = [],
): Promise<Chosen> {
  const began = run.now();
  const key = JSON.stringify([
    wanted,
    plan.widths,
    plan.activation,
    plan.loss,
    plan.solver.name,
    plan.batchSize,
    without,
  ]);
  const known = remembered.get(key);
  const choice = known ?? (await choose(wanted, plan, samples, layers, run, without));
  remembered.set(key, choice);
  const ms = run.now() - began;
  const successor = async (last: MlpLayers) => {
    remembered.delete(key);
    return (await openTrainer('auto', plan, samples, last, run, [...without, choice.engine])).trainer;
  };
  log(run, 'train', 'train.engine', { engine: words[choice.engine as keyof typeof words], reason: choice.reason });
  const opened = await openerOf(choice.engine)(plan, samples, layers, run);
  const trainer = isGpu(choice.engine) ? withSuccessor(opened, layers, run, successor) : opened;
  return { trainer, reason: choice.reason, tried: choice.tried, ms };
}

async function choose(
  wanted: Engine,
  plan: MlpPlan,
  samples: MlpSamples,
  layers: MlpLayers,
  run: Run,
  without: readonly Engine[],
): Promise<{ engine: Engine; reason: string; tried: Trial[] }> {
  const candidates = candidatesOf(wanted, plan).filter((engine) => !without.includes(engine));
  const short = firstSteps(plan, samples);
  const expected = await stepsOf(hasBuild('simd') ? 'simd' : 'cpu', plan, short, layers, run);
  const tried: Trial[] = [];
  for (const engine of candidates) tried.push(await tryOut(engine, expected, plan, short, layers, run));
  const timed = tried.filter((trial): trial is Trial & { ms: number } => trial.ms !== null);
  if (timed.length === 0) {
    throw new AppError('train.no-engine', { engine: wanted, detail: tried[0]?.refused ?? 'it failed before' });
  }
  const best = timed.reduce((a, b) => (b.ms * clearly < a.ms ? b : a));
  const others = tried.filter((trial) => trial !== best).map(tell);
  return { engine: best.engine, reason: [`${tell(best)}, agrees`, ...others].join('; '), tried };
}

/** In order of preference. An engine asked for by name is the only candidate. */
function candidatesOf(wanted: Engine, plan: MlpPlan): Engine[] {
  if (wanted !== 'auto') return [wanted];
  const kernels: Engine[] = (['simd-relaxed', 'simd'] as const).filter(hasBuild);
  if (operationsOf(plan) >= worthAGpu) return [...kernels, 'webgpu', 'webgl', 'wasm', ...spare(kernels)];
  return kernels.length > 0 ? kernels : ['wasm', 'cpu'];
}

/** TF.js on the CPU is the slowest by far, and only for browsers that have nothing else. */
function spare(kernels: Engine[]): Engine[] {
  return kernels.length > 0 ? [] : ['cpu'];
}

/** Forward 2, backward 4 operations a parameter and row. */
function operationsOf({ widths, batchSize }: MlpPlan): number {
  return 6 * batchSize * widths.slice(1).reduce((sum, units, i) => sum + (widths[i] + 1) * units, 0);
}

/** The first rows alone: enough for one to four steps. */
function firstSteps(plan: MlpPlan, samples: MlpSamples): MlpSamples {
  const steps = Math.min(4, Math.max(1, Math.floor(trialWork / operationsOf(plan))));
  const rows = Math.min(samples.rows, steps * plan.batchSize);
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

async function stepsOf(
  engine: Engine,
  plan: MlpPlan,
  samples: MlpSamples,
  layers: MlpLayers,
  run: Run,
): Promise<number[]> {
  const trainer = await openerOf(engine)(plan, samples, layers, run);
  const got = await passes(trainer, inOrder(samples.rows));
  trainer.dispose();
  return got;
}

async function tryOut(
  engine: Engine,
  expected: number[],
  plan: MlpPlan,
  samples: MlpSamples,
  layers: MlpLayers,
  run: Run,
): Promise<Trial> {
  try {
    const trainer = await openerOf(engine)(plan, samples, layers, run);
    const order = inOrder(samples.rows);
    try {
      const refused = disagreement(await passes(trainer, order), expected);
      if (refused) return { engine, ms: null, refused };
      return { engine, ms: await timeOf(trainer, order, Math.ceil(samples.rows / plan.batchSize), run) };
    } finally {
      trainer.dispose();
    }
  } catch (error) {
    if (isStopped(error) || !(error instanceof Error)) throw error;
    const detail = error instanceof AppError && 'detail' in error.params ? String(error.params.detail) : error.message;
    return { engine, ms: null, refused: detail };
  }
}

/** Says how two results differ too much, or `null`. A diverging reference judges nobody. */
function disagreement(got: number[], expected: number[]): string | null {
  if (!expected.every(Number.isFinite)) return null;
  if (!got.every(Number.isFinite)) return 'it gave a value that is not finite';
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const off = got.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0) / (scale || 1);
  return off > tolerance ? `it is off by ${off.toPrecision(2)}` : null;
}

async function timeOf(trainer: MlpTrainer, order: Int32Array, steps: number, run: Run): Promise<number> {
  const began = run.now();
  let done = 0;
  do {
    await trainer.epoch(order);
    done += steps;
  } while (run.now() - began < trialMs);
  return (run.now() - began) / done;
}

function tell({ engine, ms, refused }: Trial): string {
  const name = words[engine as keyof typeof words];
  return refused === undefined && ms !== null ? `${name}, ${ms.toPrecision(2)} ms a step` : `${name}: ${refused}`;
}

function isGpu(engine: Engine): boolean {
  return engine === 'webgpu' || engine === 'webgl';
}

function inOrder(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => i);
}

function openerOf(engine: Engine): OpenMlp {
  switch (engine) {
    case 'simd':
    case 'simd-relaxed':
      return (plan, samples, layers, run) => {
        if (!hasBuild(engine)) throw new AppError('train.no-engine', { engine, detail: 'this browser lacks it' });
        return openKernelMlp(engine, plan, samples, layers, run);
      };
    case 'webgpu':
    case 'webgl':
    case 'wasm':
    case 'cpu':
      return async (...given) => (await import('../tfjs/mlp.ts')).openTfjsMlp(engine, ...given);
    default:
      throw new AppError('train.no-engine', { engine, detail: 'this version trains in one worker' });
  }
}
