import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { llm } from '../../../src/adapters/llm/meta.ts';
import { loadAdapter } from '../../../src/adapters/registry.ts';
import type { RunEvent } from '../../../src/base/run.ts';
import type { Fitted, Samples } from '../../../src/contract/model/adapter.ts';
import { readOptions } from '../../../src/contract/request/options.ts';
import type { CausalLmArtifact } from '../../../src/contract/model/causal-lm-artifact.ts';
import { openCausalLm } from '../../../src/models/causal-lm/causal-lm-predictor.ts';
import { fromModelMembers, toModelMembers } from '../../../src/storage/model-members.ts';
import { readGpt2 } from '../../../src/transformers/gpt2.ts';
import { quietRun } from '../../run.ts';
import { drawChinese, drawSentences } from './sentences.ts';
import type { Features } from '../../../src/contract/model/features.ts';

function toFeatures(columns: Record<string, string[]>): Features {
  const names = Object.keys(columns);
  return {
    rows: columns[names[0]!]!.length,
    names: [],
    scale: [],
    levels: [],
    block: () => new Float64Array(0),
    texts: { names, cells: (from, to) => names.map((name) => columns[name]!.slice(from, to)) },
  };
}
const makeSamples = (columns: Record<string, string[]>): Samples => ({
  features: toFeatures(columns),
  target: new Float64Array(0),
  task: 'generation',
  seed: 3,
});
const small = { train: 'new', layers: 2, width: 32, heads: 2, context: 32, steps: 120, max_tokens: 30 };

async function fit(
  columns: Record<string, string[]>,
  options: object,
  events: RunEvent[] = [],
): Promise<Fitted & { artifact: CausalLmArtifact }> {
  const adapter = await loadAdapter('llm');
  const checked = readOptions(llm.options, { ...small, ...options }, 'llm');
  return (await adapter.fit(makeSamples(columns), checked, quietRun(undefined, events))) as Fitted & {
    artifact: CausalLmArtifact;
  };
}

describe('a language model that learns from nothing', () => {
  const text = drawSentences(600, 1);
  const unseen = drawSentences(60, 2);

  it.each(['pairs', 'characters'])('foretells unseen texts better than the token before does (%s)', async (tokens) => {
    const events: RunEvent[] = [];
    const options = { tokens, vocabulary: tokens === 'pairs' ? 300 : null, context: 64, steps: 200 };
    const { artifact, bigrams } = await fit({ text }, options, events);
    const model = openCausalLm(artifact);
    const { metrics, baseline, prompts, actual, generated } = await model.evaluate!(
      toFeatures({ text: unseen }),
      bigrams!,
      quietRun(),
    );
    expect(metrics.loss).toBeLessThan(0.8 * baseline.loss);
    expect(metrics.perplexity).toBeCloseTo(Math.exp(metrics.loss), 9);
    expect(metrics.bitsPerByte / baseline.bitsPerByte).toBeCloseTo(metrics.loss / baseline.loss, 9);
    expect(prompts?.map((start, at) => start + actual[at]!)).toEqual(unseen.slice(0, 5));
    expect(generated).toHaveLength(5);

    // While it learns the loss falls, and its samples arrive as events.
    const losses = events.flatMap((event) => (event.type === 'epoch' ? [event] : []));
    expect(losses).toHaveLength(20);
    expect(losses.at(-1)!.validation).toBeLessThan(losses[0]!.validation!);
    const rows = new Set(events.flatMap((event) => (event.type === 'token' ? [event.row] : [])));
    expect([...rows]).toEqual(Array.from({ length: 20 }, (_, at) => at));
    expect(events.at(-1)).not.toBeUndefined();
    const progress = events.flatMap((event) => (event.type === 'progress' ? [event] : []));
    expect(progress.at(-1)).toMatchObject({ done: 200, total: 200 });
  });

  it('learns Chinese by its letters, and the seed decides everything', async () => {
    const options = { tokens: 'characters', steps: 60, temperature: 0.7 };
    const columns = { text: drawChinese(200, 1) };
    const first = await fit(columns, options);
    const again = await fit(columns, options);
    const other = await fit(columns, { ...options, random_state: 4 });
    expect(again.artifact).toEqual(first.artifact);
    expect(other.artifact.files.at(-1)!.bytes).not.toEqual(first.artifact.files.at(-1)!.bytes);
    const { texts } = await openCausalLm(first.artifact).generate!(toFeatures({ text: ['农夫'] }), quietRun());
    expect(texts[0]).toMatch(/^[\u4e00-\u9fff，。]+$/);
  });

  it('writes the same after it was saved and read again', async () => {
    const { artifact } = await fit({ text }, { steps: 30, temperature: 0 });
    const members = new Map((await toModelMembers(artifact)).map(({ name, bytes }) => [name, bytes]));
    const read = (await fromModelMembers(members)) as CausalLmArtifact;
    expect(read).toEqual(artifact);
    const ask = async (model: CausalLmArtifact) =>
      (await openCausalLm(model).generate!(toFeatures({ text: ['the farmer', '', '😀 שלום'] }), quietRun())).texts;
    expect(await ask(read)).toEqual(await ask(artifact));
    const { spec, weights } = readGpt2(artifact.files);
    expect(spec).toMatchObject({ width: 32, heads: 2, layers: 2, positions: 32 });
    expect(weights.get('transformer.h.1.attn.c_attn.weight')!.shape).toEqual([32, 96]);
  });

  it('goes on with another GPT-2 of safetensors as PyTorch does', async () => {
    const folder = resolve(import.meta.dirname, '../../fixtures/tiny-gpt2');
    const named = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'];
    const model_files = named.map((name) => new File([readFileSync(resolve(folder, name))], name));
    const { generations } = JSON.parse(readFileSync(resolve(folder, 'reference.json'), 'utf8')) as {
      generations: { prompt: string; full_text: string; max_new_tokens: number }[];
    };
    const whole = generations.filter(({ max_new_tokens: max }) => max === 40);
    const prompts = whole.map(({ prompt }) => prompt);
    const options = { train: 'none', weights: 'safetensors', model_files, max_tokens: 40 };
    const { artifact, bigrams } = await fit({ prompt: prompts }, options);
    expect(bigrams).toBeUndefined();
    const { texts: generated } = await openCausalLm(artifact).generate!(toFeatures({ prompt: prompts }), quietRun());
    expect(generated).toEqual(whole.map(({ prompt, full_text }) => full_text.slice(prompt.length)));
    const incomplete = { ...options, model_files: model_files.slice(0, 3) };
    await expect(fit({ prompt: prompts }, incomplete)).rejects.toMatchObject({ code: 'model.missing-file' });
  });

  it('learns the template where there is one', async () => {
    const question = drawSentences(80, 5);
    const { artifact } = await fit(
      { question, answer: question.map(() => 'yes') },
      { template: 'Q: {question} A: {answer}', tokens: 'characters', steps: 5 },
    );
    const vocabulary = JSON.parse(
      new TextDecoder().decode(artifact.files.find(({ path }) => path === 'tokenizer.json')!.bytes),
    ) as { model: { vocab: Record<string, number> } };
    expect(Object.keys(vocabulary.model.vocab)).toEqual(expect.arrayContaining(['Q', ':', 'A']));
  });

  it('takes texts of any kind: empty, very long, emoji, right to left, broken characters', async () => {
    const strange = [
      '',
      'a'.repeat(100_000),
      '😀👩‍👩‍👧 שלום עולם',
      'x\u0000y\uFFFD \uD800 z',
      '\n\n\t',
      ...text.slice(0, 40),
    ];
    for (const tokens of ['pairs', 'characters']) {
      const { artifact, bigrams } = await fit({ text: strange }, { tokens, steps: 5, context: 16 });
      const model = openCausalLm(artifact);
      const { metrics } = await model.evaluate!(toFeatures({ text: strange }), bigrams!, quietRun());
      expect(metrics.loss).toBeGreaterThan(0);
      const { texts: generated } = await model.generate!(toFeatures({ text: ['', '😀', '\uD800'] }), quietRun());
      for (const each of generated) expect(typeof each).toBe('string');
    }
  });

  it('says what cannot be', async () => {
    await expect(fit({ text }, { width: 36, heads: 8 })).rejects.toMatchObject({ code: 'train.bad-width' });
    await expect(fit({ text: ['a few', 'words'] }, {})).rejects.toMatchObject({ code: 'train.text-too-short' });
    await expect(fit({ text: ['only one'] }, {})).rejects.toMatchObject({ code: 'split.too-few' });
    await expect(fit({ text }, { template: '{nothing}' })).rejects.toMatchObject({ code: 'chat.template-column' });
    await expect(fit({ text }, { learning_rate: 1, steps: 200, weight_decay: 1 })).resolves.toBeDefined();
  });

  it('stops within a step', async () => {
    const stop = new AbortController();
    const adapter = await loadAdapter('llm');
    const events: RunEvent[] = [];
    const run = quietRun(stop.signal, events);
    const { report } = run;
    run.report = (event) => {
      report(event);
      if (event.type === 'progress' && event.done === 3) stop.abort();
    };
    const fitting = adapter.fit(makeSamples({ text }), readOptions(llm.options, small, 'llm'), run);
    await expect(fitting).rejects.toMatchObject({ code: 'run.stopped' });
    expect(events.filter((event) => event.type === 'progress' && event.stage === 'train')).toHaveLength(3);
  });
});
