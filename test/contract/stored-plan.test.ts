import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../src/base/errors.ts';
import { listAdapters } from '../../src/client/list-adapters.ts';
import { readPlanFile, toPlanFile } from '../../src/contract/request/plan-file.ts';
import { readPredictRequest } from '../../src/contract/request/predict-request.ts';
import { readRequest } from '../../src/contract/request/request.ts';
import { keyPaths } from '../storage/key-paths.ts';

/** What version 0.1.0 made of a plan file and of requests; see test/fixtures/stored/README.md. */
const folder = resolve(import.meta.dirname, '../fixtures/stored');
const file = readFileSync(resolve(folder, 'many-keys.plan.json'), 'utf8');
const stored = JSON.parse(readFileSync(resolve(folder, 'plans.json'), 'utf8')) as {
  /** The plan that the file is. */
  plan: unknown;
  /** Requests in other spellings, each with the plan that it is. */
  requests: { request: Record<string, unknown>; plan: unknown }[];
  /** The keys that a call takes, by the place of a key that it does not take. */
  known: { call: 'train' | 'predict'; request: Record<string, unknown>; known: string }[];
  /** The keys of what describes an adapter, and the options of each. */
  metas: { keys: string[]; options: Record<string, string[]> };
};

/** Gives the code and the known keys of the error that a call answers. */
function refused(call: () => unknown): { code: string; known: string[] } {
  try {
    call();
  } catch (error) {
    const { code, params } = error as AppError<'request.unknown-key'>;
    return { code, known: String(params.known).split(', ') };
  }
  throw new Error('it was not refused');
}

describe('a plan of an older version', () => {
  it('opens as the same plan, and is written again as the same file', () => {
    const plan = readPlanFile(file);
    expect(JSON.stringify(plan)).toBe(JSON.stringify(stored.plan));
    expect(toPlanFile(plan, plan.engine)).toBe(file);
  });

  it.each(stored.requests)('may be written as $request', ({ request, plan }) => {
    expect(JSON.stringify(readRequest({ ...request, datasetFiles: [new Blob()] }).plan)).toBe(JSON.stringify(plan));
  });
});

it.each(stored.known)(
  'a call of $call with $request still knows every key that it knew',
  ({ call, request, known }) => {
    const error = refused(() =>
      call === 'train' ? readRequest({ ...request, datasetFiles: [new Blob()] }) : readPredictRequest(request),
    );
    expect(error.code).toBe('request.unknown-key');
    expect(error.known).toEqual(expect.arrayContaining(known.split(', ')));
  },
);

it('the description of an adapter keeps its keys, and each adapter its options', async () => {
  const listed = await listAdapters();
  const keys = new Set(listed.flatMap(({ id: _, ...description }) => keyPaths(description)));
  expect(stored.metas.keys.filter((key) => !keys.has(key))).toEqual([]);
  for (const { id, options } of listed) {
    expect(options.map(({ name }) => name)).toEqual(expect.arrayContaining(stored.metas.options[id] ?? []));
  }
});
