import { AppError, isStopped } from '../base/errors.ts';
import { isCode, phrase } from '../base/messages.ts';
import type { Phrase } from '../base/sentence.ts';
import { log, type Run } from '../base/run.ts';
import { version } from '../base/version.ts';
import type { Engine } from '../contract/request/engine.ts';
import type { EngineCache } from '../contract/model/engine-cache.ts';
import type { MlpLayers, MlpSpec, MlpSamples, MlpTrainer } from '../networks/mlp-spec.ts';
import { hasBuild } from '../kernels/load.ts';
import { canShare } from '../kernels/mlp-half.ts';
import { withSuccessor } from './engine-loss.ts';
import { enginePhrase } from './engine-words.ts';
import {
  firstSteps,
  trainerOpener,
  flopsPerStep,
  runTrialSteps,
  describeTrial,
  tryOut,
  type Trial,
} from './engine-trial.ts';

/** The engine that trains, why, and what else was tried. */
export interface Chosen {
  trainer: MlpTrainer;
  /** Why this engine, and what came of the others. */
  why: readonly Phrase[];
  tried: Trial[];
  /** Milliseconds the choice took, the opening of the trainer left out. */
  ms: number;
}

/** Floating-point operations of a step below which a trip to a GPU, or a heavy import, cannot pay. */
const minGpuOperations = 1e8;
/** And below which a second worker cannot pay for meeting the first after every step. */
const minSecondWorkerOperations = 3e7;
/** How much faster an engine must be to displace one that stands before it: so that noise does not change the choice, and with it the last digits. */
const clearly = 1.25;

const remembered = new Map<string, Choice>();

/** What came of trying the engines out. */
interface Choice {
  engine: Trial['engine'];
  why: readonly Phrase[];
  tried: Trial[];
}

/** What a choice may go by beside the network itself. */
interface Given {
  /** Engines that failed in this run. */
  without?: readonly Engine[];
  /** Where choices outlive the worker. */
  memory?: EngineCache;
}

/**
 * Opens a trainer on the wanted engine, or with `auto` on the fastest. Every candidate builds the actual network and takes a few steps on one
 * fixed batch: it must agree with the reference (plain SIMD, else TF.js on the CPU) within 1e-3. A choice is remembered for the machine and the
 * network's shape; one that no longer works is made anew.
 * @throws AppError `train.no-engine` when the wanted engine cannot train here; `train.no-memory`
 */
export async function openTrainer(
  wanted: Engine,
  spec: MlpSpec,
  samples: MlpSamples,
  layers: MlpLayers,
  run: Run,
  { without = [], memory }: Given = {},
): Promise<Chosen> {
  const began = run.now();
  const key = choiceKey(wanted, spec, without);
  const known = remembered.get(key) ?? (await recalled(key, memory));
  const choice = known ?? (await choose(wanted, spec, samples, layers, run, without));
  remembered.set(key, choice);
  if (!known) await memory?.set(key, choice);
  const ms = run.now() - began;
  const others = async (from: MlpLayers) => {
    remembered.delete(key);
    return openTrainer('auto', spec, samples, from, run, { without: [...without, choice.engine], memory });
  };
  log(run, 'train', 'train.engine', { engine: enginePhrase(choice.engine), reason: choice.why });
  try {
    const opened = await trainerOpener(choice.engine)(spec, samples, layers, run);
    const successor = async (last: MlpLayers) => (await others(last)).trainer;
    const trainer = isGpu(choice.engine) ? withSuccessor(opened, layers, run, successor) : opened;
    return { trainer, why: choice.why, tried: choice.tried, ms };
  } catch (error) {
    if (!known || wanted !== 'auto' || isStopped(error)) throw error;
    return others(layers);
  }
}

/** Names a choice: the machine as far as the browser tells, the version, and what the network looks like. */
function choiceKey(
  wanted: Engine,
  { widths, activation, loss, solver, batchSize }: MlpSpec,
  without: readonly Engine[],
) {
  const { userAgent = '', hardwareConcurrency = 1 } = globalThis.navigator ?? {};
  const machine = [version, userAgent, hardwareConcurrency, canShare()];
  return JSON.stringify([...machine, wanted, widths, activation, loss, solver.name, batchSize, without]);
}

async function recalled(key: string, memory: EngineCache | undefined): Promise<Choice | undefined> {
  const kept = await memory?.get(key);
  return isChoice(kept) ? kept : undefined;
}

function isChoice(kept: unknown): kept is Choice {
  if (typeof kept !== 'object' || kept === null) return false;
  const { engine, why, tried } = kept as Record<keyof Choice, unknown>;
  return typeof engine === 'string' && isCode(`engine.${engine}`) && Array.isArray(why) && Array.isArray(tried);
}

async function choose(
  wanted: Engine,
  spec: MlpSpec,
  samples: MlpSamples,
  layers: MlpLayers,
  run: Run,
  without: readonly Engine[],
): Promise<Choice> {
  const candidates = listCandidates(wanted, spec).filter((engine) => !without.includes(engine));
  const short = firstSteps(spec, samples);
  const expected = await runTrialSteps(hasBuild('simd') ? 'simd' : 'cpu', spec, short, layers, run);
  const tried: Trial[] = [];
  for (const engine of candidates) tried.push(await tryOut(engine, expected, spec, short, layers, run));
  const timed = tried.filter((trial): trial is Trial & { ms: number } => trial.ms !== null);
  if (timed.length === 0) {
    throw new AppError('train.no-engine', {
      engine: wanted,
      detail: tried[0]?.refused ?? phrase('engine.failed-before', {}),
    });
  }
  const best = timed.reduce((a, b) => (b.ms * clearly < a.ms ? b : a));
  const others = tried.filter((trial) => trial !== best).map((trial) => describeTrial(trial, false));
  return { engine: best.engine, why: [describeTrial(best, true), ...others], tried };
}

/** In order of preference. An engine asked for by name is the only candidate. */
function listCandidates(wanted: Engine, spec: MlpSpec): Trial['engine'][] {
  if (wanted !== 'auto') return [wanted];
  const kernels = (['simd-relaxed', 'simd'] as const).filter(hasBuild);
  const pairs =
    flopsPerStep(spec) >= minSecondWorkerOperations && canShare() ? kernels.slice(0, 1).map(workerPair) : [];
  if (flopsPerStep(spec) >= minGpuOperations)
    return [...kernels, ...pairs, 'webgpu', 'webgl', 'wasm', ...spare(kernels)];
  return kernels.length > 0 ? [...kernels, ...pairs] : ['wasm', 'cpu'];
}

function workerPair(kernel: 'simd' | 'simd-relaxed'): Trial['engine'] {
  return kernel === 'simd' ? 'simd-2' : 'simd-relaxed-2';
}

/** TF.js on the CPU is the slowest by far, and only for browsers that have nothing else. */
function spare(kernels: readonly Trial['engine'][]): Trial['engine'][] {
  return kernels.length > 0 ? [] : ['cpu'];
}

function isGpu(engine: Engine): boolean {
  return engine === 'webgpu' || engine === 'webgl';
}
