import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/base/run.ts';
import type { Features } from '../../../src/contract/model/features.ts';
import type { CausalLmArtifact } from '../../../src/contract/model/causal-lm-artifact.ts';
import { openDecoderSteps } from '../../../src/models/causal-lm/decoder-steps.ts';
import { generate } from '../../../src/models/causal-lm/generate.ts';
import { openCausalLm } from '../../../src/models/causal-lm/causal-lm-predictor.ts';
import { readGpt2 } from '../../../src/transformers/gpt2.ts';
import { quietRun } from '../../run.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/tiny-gpt2');
const { generations } = JSON.parse(readFileSync(resolve(folder, 'reference.json'), 'utf8')) as {
  generations: { prompt: string; full_text: string; max_new_tokens: number }[];
};
const files = ['config.json', 'tokenizer.json', 'model.safetensors'].map((path) => ({
  path,
  bytes: new Uint8Array(readFileSync(resolve(folder, path))),
}));
const greedy = { maxTokens: 40, temperature: 0, topP: 1, seed: 1, chat: false };

function openLearned(rule: Partial<CausalLmArtifact['rule']> = {}) {
  const artifact: CausalLmArtifact = {
    form: 'writer',
    files,
    weights: 'safetensors',
    positions: 128,
    template: '',
    rule: { ...greedy, ...rule },
  };
  return openCausalLm(artifact);
}

function textsAs(cells: string[]): Features {
  return {
    rows: cells.length,
    names: [],
    scale: [],
    levels: [],
    block: () => new Float64Array(0),
    texts: { names: ['text'], cells: (from, to) => [cells.slice(from, to)] },
  };
}

describe('a decoder that writes token by token', () => {
  it.each(generations)('writes what PyTorch writes: $full_text', async ({ prompt, full_text, max_new_tokens }) => {
    const { spec, weights, tokenizer, endId, silent } = readGpt2(files);
    expect(silent).toEqual([]);
    const letters = { endId, silent, decode: (ids: readonly number[]) => tokenizer.decode(ids) };
    const promptIds = [...tokenizer.encode(prompt, Infinity)];
    const rule = { ...greedy, maxTokens: max_new_tokens };
    const { text } = await generate(
      openDecoderSteps(spec, weights),
      128,
      promptIds,
      letters,
      rule,
      () => {},
      quietRun(),
    );
    expect(prompt + text).toBe(full_text);
  });

  it('streams what it writes, a row each', async () => {
    const events: RunEvent[] = [];
    const prompts = generations.map(({ prompt }) => prompt);
    const model = openLearned();
    const { texts, usage } = await model.generate!(textsAs(prompts), quietRun(undefined, events));
    expect(texts).toHaveLength(prompts.length);
    const streamed = prompts.map((_, at) =>
      events.flatMap((event) => (event.type === 'token' && event.row === at ? [event.text] : [])).join(''),
    );
    expect(streamed).toEqual(texts);
    expect(usage!.tokens.out).toBeGreaterThan(10);
  });

  it('gives the same text for the same seed, another one for another', async () => {
    const drawn = { temperature: 1, topP: 0.9, maxTokens: 20 };
    const ask = async (seed: number) =>
      (await openLearned({ ...drawn, seed }).generate!(textsAs(['Positive review: the']), quietRun())).texts[0];
    const first = await ask(3);
    expect(await ask(3)).toBe(first);
    expect(new Set([first, await ask(4), await ask(5)]).size).toBeGreaterThan(1);
  });

  it('goes on beyond its positions, and from a prompt that is longer', async () => {
    const long = 'the food was good and the staff was friendly. '.repeat(30);
    const model = openLearned({ temperature: 1, maxTokens: 150 });
    const { texts, usage } = await model.generate!(textsAs([long]), quietRun());
    expect(texts[0]!.length).toBeGreaterThan(0);
    expect(usage!.tokens.in).toBeGreaterThan(128);
  });

  it('stops at once', async () => {
    const stop = new AbortController();
    const events: RunEvent[] = [];
    const run = quietRun(stop.signal, events);
    const report = run.report;
    run.report = (event) => {
      report(event);
      if (event.type === 'token') stop.abort();
    };
    await expect(openLearned().generate!(textsAs(['Positive review: the']), run)).rejects.toMatchObject({
      code: 'run.stopped',
    });
    expect(events.filter(({ type }) => type === 'token')).toHaveLength(1);
  });

  it('says what a folder lacks', async () => {
    for (const [path, code] of [
      ['model.safetensors', 'model.missing-file'],
      ['config.json', 'model.missing-file'],
    ] as const) {
      const artifact: CausalLmArtifact = {
        form: 'writer',
        files: files.filter((file) => file.path !== path),
        weights: 'safetensors',
        positions: 128,
        template: '',
        rule: greedy,
      };
      await expect(openCausalLm(artifact).generate!(textsAs(['a']), quietRun())).rejects.toMatchObject({ code });
    }
  });
});
