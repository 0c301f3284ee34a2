import { AppError } from '../../base/errors.ts';
import { phrase } from '../../base/messages.ts';
import type { Phrase } from '../../base/sentence.ts';
import type { Random } from '../../base/random.ts';
import { log, type Run } from '../../base/run.ts';
import type { Engine } from '../../contract/request/engine.ts';
import type { PlainTensor } from '../../networks/tensor.ts';
import type { TfjsBackend } from '../../tfjs/backends.ts';
import type { Encoder } from '../../tfjs/encoder.ts';
import type { Trained } from '../../tfjs/encoder-parameters.ts';
import { enginePhrase, refusal, engineReason } from '../engine-words.ts';
import type { EncoderSpec, TokenRows } from '../../networks/encoder-spec.ts';

/** What is put on a device. */
interface Material {
  spec: EncoderSpec;
  weights: ReadonlyMap<string, PlainTensor>;
  trained: Trained;
  padId: number;
  random: Random;
}

/** Most that logits of two engines may differ, relative to their size. */
const tolerance = 1e-3;

/**
 * Opens an encoder on the wanted engine; with `auto` (or an engine of the kernels, which have no transformers) on the first of WebGPU, WebGL and
 * WebAssembly that is there and, if it is a GPU, gives the logits of WebAssembly within 1e-3.
 * @throws AppError `train.no-engine`
 */
export async function openEncoderOn(
  wanted: Engine,
  { spec, weights, trained, padId, random }: Material,
  texts: TokenRows,
  run: Run,
): Promise<{ encoder: Encoder; why: Phrase[] }> {
  const { openEncoder } = await import('../../tfjs/encoder.ts');
  const open = (name: TfjsBackend, learns = trained) => openEncoder(name, spec, weights, learns, padId, random);
  const named = (['webgpu', 'webgl', 'wasm', 'cpu'] as const).find((name) => name === wanted);
  const few = texts.slice(0, 8);
  const refused: Phrase[] = [];
  for (const name of named ? [named] : (['webgpu', 'webgl', 'wasm', 'cpu'] as const)) {
    try {
      const encoder = await open(name);
      const off = named || name === 'wasm' || name === 'cpu' ? 0 : await difference(encoder, few);
      if (off <= tolerance) {
        const engine = enginePhrase(name);
        const why = [named ? phrase('engine.asked-for', {}) : phrase('engine.first', { engine }), ...refused];
        log(run, 'train', 'train.engine', { engine, reason: why });
        return { encoder, why };
      }
      encoder.dispose();
      refused.push(refusal(name, phrase('engine.off', { share: Number(off.toPrecision(2)) })));
    } catch (error) {
      if (named || !(error instanceof AppError) || error.code !== 'train.no-engine') throw error;
      refused.push(refusal(name, engineReason(error)));
    }
  }
  throw new AppError('train.no-engine', { engine: wanted, detail: refused });

  async function difference(encoder: Encoder, rows: TokenRows): Promise<number> {
    const got = await encoder.logits(rows);
    const reference = await open('wasm', 'none');
    const expected = await reference.logits(rows);
    reference.dispose();
    const scale = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    return got.reduce((max, value, i) => Math.max(max, Math.abs(value - expected[i])), 0) / (scale || 1);
  }
}
