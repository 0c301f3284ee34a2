import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toText, type Member } from '../../src/base/zip.ts';
import { withMetricKind } from '../../src/contract/result/metric-kind.ts';
import { readBundleFile, toBundleFile } from '../../src/storage/bundle-file.ts';
import { startChatServer, type ChatServer } from '../servers/chat-server.ts';
import '../transformers/wasm-files.ts';
import { answersFor, keysFor, readMembers, storedFile, type StoredAnswers, type StoredKeys } from './stored-bundles.ts';
import { storedCases, trainStored } from './stored-cases.ts';

const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../fixtures/bundles', name), 'utf8'));
const keys = readJson('keys.json') as Record<string, StoredKeys>;

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.stop());

/** Gives stored answers whose metrics have their kind, which versions before it do not name. */
function withKinds(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withKinds);
  return withMetricKind(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withKinds(inner)])));
}

/** Checks that two JSON values are alike, numbers to a difference; probabilities and scores of transformers alone are compared so loosely. */
function expectNear(found: unknown, expected: unknown, tolerance: number): void {
  if (typeof expected === 'number' && typeof found === 'number') {
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(tolerance);
  } else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(found ?? {})).toEqual(Object.keys(expected));
    for (const [key, value] of Object.entries(expected)) expectNear(found?.[key as never], value, tolerance);
  } else expect(found).toEqual(expected);
}

/**
 * Gives the bytes of a member. Reading brings the keys of plan, recipe and report into another order, so they are compared as values (the model's id
 * guards the order of what was learned); checksums follow, and the card is in the words of the version that writes it.
 */
function content({ name, bytes }: Member): [name: string, content: unknown] {
  if (name === 'card.md') return [name, ''];
  if (/^(plan|recipe|report)\.json$/.test(name)) return [name, JSON.parse(toText(bytes))];
  if (name !== 'manifest.json') return [name, Buffer.from(bytes).toString('base64')];
  const { members, ...manifest } = JSON.parse(toText(bytes)) as { members: object };
  return [name, { ...manifest, members: Object.keys(members) }];
}

describe.each(Object.entries(storedCases))('the model %s of an older version', (name, stored) => {
  it('opens, predicts the same, and is written again as the same file', async () => {
    const file = await storedFile(name, stored);
    const bundle = await readBundleFile(file);
    const expected = withKinds(readJson(`${name}.json`)) as StoredAnswers;
    expect(bundle.id).toBe(expected.id);
    const found = await answersFor(bundle, stored, server.address);
    if (stored.tolerance === undefined) expect(found).toEqual(expected);
    else expectNear(found, expected, stored.tolerance);

    const again = await toBundleFile(bundle);
    expect((await readMembers(again)).map(content)).toEqual((await readMembers(file)).map(content));
    const last = await readBundleFile(again);
    expect(last.id).toBe(expected.id);
    expect(await (await toBundleFile(last)).text()).toBe(await again.text());
  });

  it('has the keys that a run of today writes, and was learned to the same digits', async () => {
    const trained = await trainStored(stored, server.address);
    expect(await keysFor(trained, await toBundleFile(trained.bundle), stored.repeats)).toEqual(keys[name]);
  });
});
