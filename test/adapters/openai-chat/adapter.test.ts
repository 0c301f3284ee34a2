import { describe, expect, it } from 'vitest';
import { adapter } from '../../../src/adapters/openai-chat/adapter.ts';
import { openaiChat as meta } from '../../../src/adapters/openai-chat/meta.ts';
import { readServer } from '../../../src/adapters/openai-chat/servers.ts';
import { readOptions } from '../../../src/contract/request/options.ts';
import { fromModelMembers, toModelMembers } from '../../../src/storage/model-members.ts';
import { quietRun } from '../../run.ts';
import { checks } from '../contract.ts';
import { easySet, prepare } from '../sets.ts';

const given = { model: ' small ', server: 'ollama', system: ' Be brief. ', max_tokens: 20, price_in: 2 };

async function fit(change: Record<string, unknown> = {}, classes = ['a', 'b']) {
  const { samples } = await prepare(easySet('classification', 20, classes), meta);
  return adapter.fit(samples, readOptions(meta.options, { ...given, ...change }, 'openai_chat'), quietRun());
}
const failure = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) as unknown }) as Error;

describe('openai_chat', () => {
  const kept = [
    'is explained in both languages, each option too',
    'has defaults that fit its own options, and refuses what does not fit',
    'does not begin when it was stopped before',
  ];
  it.each(checks.filter(({ name }) => kept.includes(name)).map((check) => [check.name, check] as const))(
    '%s',
    async (_, check) => {
      await check.run({ id: 'openai_chat', meta, adapter });
    },
  );

  it('keeps how a model is asked, without a key', async () => {
    const { artifact, engine } = await fit({ api_key: 'sk-very-secret' });
    expect(artifact).toEqual({
      form: 'chat',
      server: 'http://localhost:11434/v1',
      model: 'small',
      system: 'Be brief.',
      template: '',
      settings: { temperature: 0, max_tokens: 20 },
      concurrency: 4,
      tries: 5,
      timeout: 60,
      reuse: true,
      price: { in: 2, out: null },
      classes: ['a', 'b'],
    });
    expect(engine.name).toBe('server');
    const members = await toModelMembers(artifact);
    expect(await fromModelMembers(new Map(members.map(({ name, bytes }) => [name, bytes])))).toEqual(artifact);
    expect(Buffer.from(members[0]!.bytes).toString()).not.toContain('secret');
  });

  it('says what is missing or wrong', async () => {
    await expect(fit({ model: ' ' })).rejects.toThrow(failure('chat.no-model'));
    await expect(fit({ template: '{text} and {title}' })).rejects.toThrow(
      failure('chat.template-column', { column: 'title', columns: 'text' }),
    );
    await expect(fit({}, ['only'])).rejects.toThrow(failure('train.one-class', { label: 'only' }));
    await expect(fit({ base_url: 'https://me:pass@host/v1?key=abc' })).rejects.toThrow(
      failure('chat.bad-url', { url: 'https://…@host/v1' + '?…' }),
    );
    expect(() => readOptions(meta.options, { api_key: 12345 }, 'openai_chat')).toThrow(
      failure('request.bad-value', { value: '•••' }),
    );
  });

  it('finds the server that options name', () => {
    expect(readServer({})).toEqual({ url: 'https://api.openai.com/v1' });
    expect(readServer({ server: 'deepseek' })).toEqual({ url: 'https://api.deepseek.com/v1' });
    expect(readServer({ server: 'ollama', base_url: ' https://llm.example.com/api/v1/ ' })).toEqual({
      url: 'https://llm.example.com/api/v1',
    });
    expect(readServer({ base_url: 'http://h:1/v1/chat/completions' })).toEqual({ url: 'http://h:1/v1' });
    for (const base_url of ['example.com/v1', 'ftp://h/v1', 'https://u@h/v1', 'https://h/v1?key=1', 'https://h/v1#k']) {
      expect(readServer({ base_url })).toHaveProperty('problem');
    }
  });
});
