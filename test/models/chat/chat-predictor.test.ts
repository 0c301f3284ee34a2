import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatArtifact } from '../../../src/contract/model/chat-artifact.ts';
import { openChat } from '../../../src/models/chat/chat-predictor.ts';
import { applyRecipe } from '../../../src/recipe/apply.ts';
import type { Recipe } from '../../../src/recipe/recipe.ts';
import { hostServices } from '../../chat/ask.ts';
import { quietRun } from '../../run.ts';
import { startChatServer, type ChatServer } from '../../servers/chat-server.ts';
import { makeTable, text } from '../../tables/table-of.ts';

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.stop());
beforeEach(() => void (server.asked.length = 0));

const artifact = (manner: string, change: Partial<ChatArtifact> = {}): ChatArtifact => ({
  form: 'chat',
  server: `${server.address}/${manner}/v1`,
  model: 'small',
  system: '',
  template: '',
  settings: { temperature: 0 },
  concurrency: 2,
  tries: 2,
  timeout: 5,
  reuse: true,
  price: { in: null, out: null },
  ...change,
});

function toFeatures(columns: Parameters<typeof makeTable>[0]) {
  const table = makeTable(columns);
  const factors = table.columns.map(({ name }): Recipe['factors'][number] => ({
    as: 'text',
    kind: 'text',
    name,
    from: [],
    impute: null,
    keep: true,
  }));
  return applyRecipe({ factors }, table).features;
}

describe('a chat model', () => {
  it('asks one column as it stands, several as lines, or a template', async () => {
    const features = toFeatures({ title: text('Dune', null), year: [1965, 2001] });
    const asked = async (template: string, of = features) => {
      const model = openChat(artifact('echo', { template }), hostServices());
      return (await model.generate?.(of, quietRun()))?.prompts;
    };
    expect(await asked('', toFeatures({ title: text('Dune', ' x ') }))).toEqual(['Dune', ' x ']);
    expect(await asked('')).toEqual(['title: Dune\nyear: 1965', 'title: \nyear: 2001']);
    expect(await asked('In {year}: {title}?')).toEqual(['In 1965: Dune?', 'In 2001: ?']);
  });

  it('writes, and tells what it took and what was sent', async () => {
    const model = openChat(artifact('filter', { template: 'Say {word}' }), hostServices());
    const features = toFeatures({ word: text('a', 'secret', 'c'), other: text('x', 'y', 'z') });
    const answered = await model.generate?.(features, quietRun());
    expect(answered?.texts).toEqual(['Echo 世界🌍: Say a', null, 'Echo 世界🌍: Say c']);
    expect(answered?.usage).toMatchObject({ tokens: { in: 10, out: 32, estimated: false } });
    expect(answered?.usage?.timeToFirstToken).toBeGreaterThan(0);
    expect(answered?.notices?.map(({ code, params }) => ({ code, params }))).toEqual([
      { code: 'chat.sent', params: { rows: 3, host: new URL(server.address).host, columns: 'word' } },
      { code: 'chat.rows-failed', params: { rows: 1, sample: expect.stringContaining('content filter') as string } },
    ]);
  });

  it('with classes offers the labels and takes answers as classes; a strange answer is none', async () => {
    const model = openChat(artifact('label', { classes: ['negative', 'positive'] }), hostServices());
    const features = toFeatures({ text: text('good film', 'strange film', 'bad film') });
    const { outputs, notices } = await model.predict(features, quietRun());
    expect(outputs).toEqual(Float64Array.of(0, 1, NaN, NaN, 1, 0));
    expect(server.asked[0]!.body.messages[0]).toMatchObject({
      role: 'system',
      content: expect.stringMatching(/- negative\n- positive$/) as string,
    });
    expect(notices?.find(({ code }) => code === 'chat.no-label')?.params).toEqual({
      rows: 1,
      examples: '“I cannot tell”',
    });
  });

  it('fails when no row has an answer, and when there is no page', async () => {
    const features = toFeatures({ text: text('a', 'b') });
    await expect(openChat(artifact('empty'), hostServices()).generate?.(features, quietRun())).rejects.toMatchObject({
      code: 'chat.empty',
    });
    await expect(openChat(artifact('echo'), undefined).generate?.(features, quietRun())).rejects.toMatchObject({
      code: 'chat.no-server',
    });
  });

  it('asks nobody about no rows', async () => {
    const features = toFeatures({ text: text() });
    expect(await openChat(artifact('echo'), undefined).generate?.(features, quietRun())).toEqual({
      texts: [],
      prompts: [],
    });
  });

  it('takes long texts, emoji, right-to-left and broken characters as they are', async () => {
    const texts = ['x'.repeat(100_000), '👩‍👩‍👧 שלום', 'a\ud800b', '\u0000'];
    const model = openChat(artifact('whole'), hostServices());
    expect((await model.generate?.(toFeatures({ text: text(...texts) }), quietRun()))?.texts[1]).toBe('Echo: 👩‍👩‍👧 שלום');
    expect(server.asked.map(({ prompt }) => prompt.length).sort((a, b) => a - b)).toEqual([1, 3, 13, 100_000]);
  });
});
