import { AppError } from '../../base/errors.ts';
import type { EncoderSpec, TokenRows } from '../../networks/encoder-spec.ts';
import { parameterCount } from '../../transformers/weights.ts';

/** How training is going to be done. */
export interface Job {
  spec: EncoderSpec;
  train: 'head' | 'last_layer' | 'lora' | 'full';
  batchSize: number;
  maxLength: number;
}

/** WebAssembly ends at 4 GB, and what a tab gets in one piece somewhat before. */
const maxWasmBytes = 3400;

/**
 * Estimates the memory of training in MB: the weights (in the file, read, on the device, the best so far, the file to be), three numbers more for
 * each that learns (gradient, two moments) and what the longest batch leaves on the tape. For DistilBERT-base, all of it, 16 texts of 32 tokens: 2.4 GB
 * beside 2.7 measured.
 */
function memoryFor({ spec, train, batchSize }: Job, texts: TokenRows): number {
  const { width, inner, heads, names } = spec;
  const numbers = parameterCount(spec);
  const block = 4 * width * width + 2 * width * inner;
  const learning = {
    full: numbers,
    lora: 4 * 8 * width * names.blocks.length + width * width,
    last_layer: block,
    head: 0,
  }[train];
  const length = texts.reduce((max, row) => Math.max(max, row.length), 1);
  const tokens = batchSize * length;
  const taped = tokens * (22 * width + 6 * inner) + 6 * batchSize * heads * length * length;
  const blocks = train === 'head' ? 1 : train === 'last_layer' ? 2 : names.blocks.length;
  return Math.ceil((4 * (5 * numbers + 3 * learning + taped * blocks + 6 * tokens * width)) / 2 ** 20);
}

/** Gives about how many MB a tab may have for training, as far as the browser tells. */
export function memoryHere(): number {
  const { navigator: own } = globalThis as { navigator?: { deviceMemory?: number } };
  return Math.min(maxWasmBytes, own?.deviceMemory ? own.deviceMemory * 1024 * 0.75 : maxWasmBytes);
}

/**
 * Refuses what cannot fit, before anything is started.
 * @throws AppError `train.model-too-large` says what would make it fit
 */
export function checkMemory(job: Job, texts: TokenRows, max: number): number {
  const megabytes = memoryFor(job, texts);
  if (megabytes <= max) return megabytes;
  const { maxLength: length, batchSize: batch } = job;
  throw new AppError('train.model-too-large', { megabytes, most: Math.floor(max), length, batch });
}

/** Tells what a forward pass becomes when its backward pass is added: as many times the work. */
export function shareOfStep({ spec, train }: Job): number {
  const blocks = spec.names.blocks.length;
  return { full: 3, lora: 2.4, last_layer: 1 + 2 / blocks, head: 1 }[train];
}
