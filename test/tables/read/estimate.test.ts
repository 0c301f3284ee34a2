import { expect, it } from 'vitest';
import type { RunEvent } from '../../../src/base/run.ts';
import { estimateReading } from '../../../src/tables/read/estimate.ts';
import { readFile } from '../../../src/tables/read/read-file.ts';
import { tabMemory } from '../../../src/ui/steps/data/tab-memory.ts';
import { quietRun } from '../../run.ts';

const source = (text: string) => ({ id: 'x', name: 'x.csv', blob: new Blob([text]) });
const rows = (count: number) => Array.from({ length: count }, (_, i) => `${i},${i % 10},${i / 8},red\n`).join('');

it('says rows and memory from the first bytes, the more the more cells there are', async () => {
  const small = await estimateReading(source('a,b,c,d\n' + rows(50_000)), 'csv', {});
  const large = await estimateReading(source('a,b,c,d\n' + rows(500_000)), 'csv', {});
  expect(Math.abs((large.rows ?? 0) / 500_000 - 1)).toBeLessThan(0.25);
  // Four cells a row, 8 bytes each, come to about 14.4 MB more for 450,000 rows; the bookkeeping of a run to at most twice that.
  const more = large.memory - small.memory;
  expect(more).toBeGreaterThan(450_000 * 32);
  expect(more).toBeLessThan(450_000 * 32 * 4);
  expect(large.seconds).toBeGreaterThan(small.seconds);
});

it('counts long texts by their letters', async () => {
  const lines = Array.from({ length: 1000 }, (_, i) => `${'long words '.repeat(20)}${i}\n`).join('');
  const { memory } = await estimateReading(source('t\n' + lines), 'csv', { delimiter: ',' });
  const { memory: none } = await estimateReading(source('t\n1\n'), 'csv', {});
  expect(memory - none).toBeGreaterThan(1000 * 220 * 2);
});

it('is told before a large file is read, and not for a small one', async () => {
  const estimated = async (text: string) => {
    const events: RunEvent[] = [];
    await readFile(source(text), {}, quietRun(undefined, events));
    return events.map(({ type }) => type);
  };
  expect((await estimated(`a,b\n${`1,${'9'.repeat(62)}\n`.repeat(500_000)}`))[0]).toBe('estimate');
  expect(await estimated('a,b\n1,2\n')).not.toContain('estimate');
});

it('turns a failed allocation into words', async () => {
  const blob = new Blob(['a,b\n1,2\n']);
  blob.slice = () => {
    throw new RangeError('Array buffer allocation failed');
  };
  const failed = readFile({ id: 'x', name: 'x.csv', blob }, {}, quietRun());
  await expect(failed).rejects.toMatchObject({ code: 'read.no-memory', params: { file: 'x.csv' } });
});

it('knows how much a tab can hope for', () => {
  expect([tabMemory({ deviceMemory: 4 }), tabMemory({ deviceMemory: 16 }), tabMemory({})]).toEqual([2e9, 4e9, 4e9]);
});
