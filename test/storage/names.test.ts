import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerNames } from '../../src/chat/body.ts';
import { asker, makeJob, memory } from '../chat/ask.ts';
import { startChatServer } from '../servers/chat-server.ts';
import { keyPaths } from './key-paths.ts';

const root = resolve(import.meta.dirname, '../..');
const texts = ['src', 'public']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
  )
  .filter((file) => /\.(ts|svelte|html|webmanifest)$/.test(file) && !/kernels.(build|assembly)/.test(file))
  .map((file) => readFileSync(file, 'utf8'));
const value = String.raw`\$\{[^{}]+\}`;

/** Names that what is stored is found by; `…` stands for the path under which Intab is served. */
const names = [
  'intab … models',
  'intab … runs',
  'intab … engines',
  'intab … answers',
  'intab … ',
  'intab-shared …',
  'intab-models …',
  'intab:…:preferences',
  '"intab-model"',
  'id="intab-code"',
  "'intab.js'",
  "'predictor.js'",
  "'service-worker.js'",
  "'share-target'",
  '"./share-target"',
  "'use-new-version'",
  "'other-tabs-open'",
];

describe('a name that older versions store under or send', () => {
  const all = [...texts, readFileSync(join(root, 'vite.config.ts'), 'utf8'), ...buildFiles()].join('\n');
  it.each(names)('%s is still there', (name) => {
    const quoted = name.includes('…') ? `\`${name}\`` : name;
    const pattern = quoted
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join(value);
    expect(all).toMatch(new RegExp(pattern));
  });
});

/** The build may stand in files of its own. */
function buildFiles(): string[] {
  try {
    return readdirSync(join(root, 'build')).map((file) => readFileSync(join(root, 'build', file), 'utf8'));
  } catch {
    return [];
  }
}

describe('the answers of chat servers', () => {
  const server = 'https://api.example.com';
  const settings = { temperature: 0, top_p: 0.5, max_tokens: 9, seed: 2 };

  it('are found by the same names', async () => {
    const job = makeJob(server, ['What?', '世界'], { system: 'Be brief.', settings });
    expect(await answerNames(job)).toEqual([
      '49bc01a18c48464f7f98f702119115c7acabe4871e6c7a81c80f79725a51ec30',
      'fe63bf6b5d43863ec70b319928d611ef817c46b6a7d93511a25fa6be824be0f0',
    ]);
  });

  it('keep their keys', async () => {
    const chat = await startChatServer();
    const store = memory();
    await asker({ store }).ask(makeJob(`${chat.address}/echo`, ['a']));
    await chat.stop();
    expect([...store.kept.values()].flatMap(keyPaths)).toEqual([
      'text: string',
      'tokensIn: number',
      'tokensOut: number',
      'finish: string',
      'firstTokenMs: number',
    ]);
  });
});
