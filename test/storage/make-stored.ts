import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toBundleFile } from '../../src/storage/bundle-file.ts';
import { startChatServer, type ChatServer } from '../servers/chat-server.ts';
import '../transformers/wasm-files.ts';
import { answersFor, keysFor, thinFile, type StoredKeys } from './stored-bundles.ts';
import { storedCases, trainStored } from './stored-cases.ts';

// Writes what test/storage/stored.test.ts compares with; started by test/make-fixtures.mjs, which says what to write.
const wanted = (process.env.FIXTURES ?? '').split(',');
const folder = resolve(import.meta.dirname, '../fixtures/bundles');
const write = (name: string, content: string | Uint8Array) => writeFileSync(resolve(folder, name), content);

let server: ChatServer;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  server = await startChatServer();
});
afterAll(() => server.stop());

it('writes the stored models and their keys', async () => {
  const keys: Record<string, StoredKeys> = {};
  for (const [name, stored] of Object.entries(storedCases)) {
    const trained = await trainStored(stored, server.address);
    const file = await toBundleFile(trained.bundle);
    keys[name] = await keysFor(trained, file, stored.repeats);
    if (!wanted.includes('bundles') || existsSync(resolve(folder, `${name}.intab`))) continue;
    const bytes = stored.folder ? await thinFile(file, stored.folder) : new Uint8Array(await file.arrayBuffer());
    write(`${name}.intab`, bytes);
    write(`${name}.json`, `${JSON.stringify(await answersFor(trained.bundle, stored, server.address), null, 1)}\n`);
  }
  if (wanted.includes('keys')) write('keys.json', `${JSON.stringify(keys, null, 1)}\n`);
  expect(Object.keys(keys)).toEqual(Object.keys(storedCases));
}, 600_000);
