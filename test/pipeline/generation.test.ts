import { describe, expect, it } from 'vitest';
import { drawSentences } from '../adapters/llm/sentences.ts';
import { trainCsv } from './train-csv.ts';

const rows = drawSentences(60, 1).map((text, i) => `${text},${i % 3 === 0 ? '' : 'ab'[i % 2]}`);
const csv = ['text,label', ...rows].join('\n');
const small = { train: 'new', width: 16, heads: 2, layers: 1, context: 16, steps: 4 };

describe('a run that learns to write', () => {
  it('has no use for a target: no row is lost for want of one, and it says so', async () => {
    const { result } = await trainCsv({ 'a.csv': csv }, { modelType: 'llm', target: 'label', modelParams: small });
    expect(result.rows).toMatchObject({ kept: result.rows.read - result.rows.duplicates, dropped: {} });
    expect(result.rows.test).toBeGreaterThan(0);
    expect(result).toMatchObject({ task: 'generation', target: '', evaluatedOn: 'test' });
    expect(result.testRows).toHaveLength(5);
    const text = result.notices.find(({ code }) => code === 'fields.target-unused');
    expect(text).toMatchObject({ params: { column: 'label', example: '{text} -> {label}' } });
  });

  it('learns the target too where the template names it', async () => {
    const modelParams = { ...small, template: '{text} -> {label}' };
    const { result } = await trainCsv({ 'a.csv': csv }, { modelType: 'llm', target: 'label', modelParams });
    expect(result.asked?.[0]).toMatch(/\w/);
    expect(result.actual.some((text) => / -> [ab]?$/.test(String(text)))).toBe(true);
    expect(result.notices.map(({ code }) => code)).not.toContain('fields.target-unused');
  });
});
