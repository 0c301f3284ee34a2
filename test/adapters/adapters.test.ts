import { describe, expect, it } from 'vitest';
import { catalog, requireMeta } from '../../src/adapters/catalog.ts';
import { loadAdapter } from '../../src/adapters/registry.ts';
import { checks } from './contract.ts';

// Models that are asked elsewhere learn nothing, and those of a hub need files: their own tests say which of the promises they keep.
const ofHubs = ['huggingface_text', 'llm'];
const learners = Object.entries(catalog).filter(([id, meta]) => !meta.leavesTab && !ofHubs.includes(id));

describe.each(learners)('%s', (id, meta) => {
  it.each(checks.map((check) => [check.name, check] as const))('%s', async (_, check) => {
    await check.run({ id, meta, adapter: await loadAdapter(id) });
  });
});

describe('registry', () => {
  it('names the known adapters when it is asked for another', async () => {
    await expect(loadAdapter('constructor')).rejects.toMatchObject({
      code: 'request.unknown-model',
      hint: expect.stringContaining('linear_regression, logistic_regression, dnn'),
    });
    expect(requireMeta('dnn').label).toBe('DNN');
  });
});
