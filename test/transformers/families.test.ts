import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { randomFrom } from '../../src/base/random.ts';
import type { PlainTensor } from '../../src/networks/tensor.ts';
import { openEncoder } from '../../src/tfjs/encoder.ts';
import { toEncoderSpec, readConfig } from '../../src/transformers/config.ts';
import { openFolder } from '../../src/transformers/folder.ts';
import { weightsFor } from '../../src/transformers/weights.ts';
import { fixtureBytes, reference } from './fixture.ts';

interface Case {
  config: { model_type: string; pad_token_id: number };
  weights: Record<string, { shape: number[]; float32: string }>;
  texts: number[][];
  logits: number[][];
}
const cases = JSON.parse(readFileSync(resolve(import.meta.dirname, '../reference/encoders.json'), 'utf8')) as Case[];

function renameWeights({ weights }: Case, rename = (name: string) => name): Map<string, PlainTensor> {
  return new Map(
    Object.entries(weights).map(([name, { shape, float32 }]) => {
      const data = new Float32Array(Uint8Array.from(Buffer.from(float32, 'base64')).buffer);
      return [rename(name), { shape, data }];
    }),
  );
}

async function computeLogits(each: Case, given: Map<string, PlainTensor>): Promise<number[]> {
  const { spec } = toEncoderSpec(readConfig(each.config), 3);
  const encoder = await openEncoder('cpu', spec, weightsFor(spec, given), 'none', each.config.pad_token_id);
  const found = [...(await encoder.logits(each.texts.map((ids) => Int32Array.from(ids))))];
  encoder.dispose();
  return found;
}

describe.each(cases.map((each) => [each.config.model_type, each] as const))('%s', (_, each) => {
  it('gives the logits of the definition, padded texts too', async () => {
    const found = await computeLogits(each, renameWeights(each));
    each.logits.flat().forEach((logit, i) => expect(Math.abs(found[i]! - logit)).toBeLessThan(1e-5));
  });

  it('takes names of a base model and of older files', async () => {
    const old = (name: string) =>
      name
        .replace(/^(bert|roberta)\./, '')
        .replace(/LayerNorm\.weight$/, 'LayerNorm.gamma')
        .replace(/LayerNorm\.bias$/, 'LayerNorm.beta');
    expect(await computeLogits(each, renameWeights(each, old))).toEqual(await computeLogits(each, renameWeights(each)));
  });

  it('learns: a step lowers the loss', async () => {
    const { spec } = toEncoderSpec(readConfig(each.config), 3);
    const start = weightsFor(spec, renameWeights(each));
    const encoder = await openEncoder('cpu', spec, start, 'full', each.config.pad_token_id, randomFrom(1));
    const texts = each.texts.map((ids) => Int32Array.from(ids));
    const rule = { rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, clip: 1 };
    const losses: number[] = [];
    for (let i = 0; i < 8; i++) losses.push(await encoder.step(texts, Int32Array.of(2, 0, 1), rule));
    expect(losses.at(-1)).toBeLessThan(0.7 * losses[0]!);
    encoder.dispose();
  });
});

describe('a folder with a vocabulary and no tokenizer.json', () => {
  it('gives the same ids', () => {
    const folder = openFolder(
      'tiny',
      ['config.json', 'vocab.txt', 'tokenizer_config.json'].map((path) => ({ path, bytes: fixtureBytes(path) })),
    );
    expect(folder.small.map(({ path }) => path)).toContain('tokenizer.json');
    for (const { text, input_ids } of reference.predictions) {
      expect([...folder.tokenizer.encode(text, 128)]).toEqual(input_ids);
    }
  });
});
