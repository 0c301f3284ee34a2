import { describe, expect, it } from 'vitest';
import type { TrainResult } from '../../src/contract/result/result.ts';
import { predictTable, toPredictions } from '../../src/prediction/predict.ts';
import { toRowTable } from '../../src/prediction/row-table.ts';
import { quietRun } from '../run.ts';
import { drawnCsv } from '../pipeline/tables.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import type { DrawnNode } from '../../src/contract/result/explanation.ts';

const files = { 'drawn.csv': drawnCsv(400, 7) };
const train = (target: string, given: Record<string, unknown> = {}) =>
  trainCsv(files, {
    modelType: 'gradient_boosting',
    target,
    factorParams: [
      { name: 'a', missing: 'keep' },
      { name: 'b', missing: 'keep' },
      { name: 'city', missing: 'keep' },
    ],
    ...given,
  });
const rows = [
  { a: 12.5, b: 0.5, city: 'Oslo' },
  { a: null, b: 0.9, city: '北京' },
  { a: 70, b: '', city: 'Nowhere' },
  { a: -19, b: 0.01, city: 'Bergen' },
];

async function predict({ bundle }: Awaited<ReturnType<typeof train>>, data: Record<string, unknown>[] = rows) {
  return toPredictions(await predictTable(bundle, toRowTable(data, bundle), quietRun()));
}

const addUp = ({ base, adds: contributions }: { base: number; adds: { value: number }[] }) =>
  contributions.reduce((sum, { value }) => sum + value, base);

describe('why a row was answered so', () => {
  it('adds up to the number', async () => {
    const { predictions, why } = await predict(await train('y'));
    expect(why?.length).toBe(rows.length);
    why!.forEach((each, row) => {
      expect(each!.adds.map(({ factor }) => factor)).toEqual(['a', 'b', 'city']);
      expect(addUp(each!)).toBeCloseTo(Number(predictions[row]), 10);
    });
    // 北京 is the city that adds most.
    expect(why![1]!.adds[2]!.value).toBeGreaterThan(0.5);
  });

  it('adds up to the log odds of the answer, whichever of the two classes it is', async () => {
    const text = files['drawn.csv'].replaceAll('middle', 'low');
    const two = await trainCsv({ 'two.csv': text }, { modelType: 'gradient_boosting', target: 'kind' });
    const given = rows.map((row, i) => ({ ...row, a: 12, b: i / 3, y: 4 * i }));
    const { predictions, probabilities, labels, why } = await predict(two, given);
    expect(new Set(predictions).size).toBe(2);
    why!.forEach((each, row) => {
      expect(each!.label).toBe(predictions[row]);
      const share = probabilities![row]![labels!.indexOf(each!.label!)]!;
      expect(addUp(each!)).toBeCloseTo(Math.log(share / (1 - share)), 9);
      expect(addUp(each!)).toBeGreaterThan(0);
    });
  });

  it('adds up to the log chance of the answer above the mean of three classes, also by their codes', async () => {
    for (const postprocess of [true, false]) {
      const { predictions, probabilities, why } = await predict(
        await train('kind', { userPipelineControl: { postprocess }, modelParams: { max_iter: 20 } }),
      );
      why!.forEach((each, row) => {
        expect(each!.label).toBe(String(predictions[row]));
        const logs = probabilities![row]!.map(Math.log);
        expect(addUp(each!)).toBeCloseTo(Math.max(...logs) - logs.reduce((sum, each) => sum + each, 0) / 3, 9);
      });
    }
  });

  it('is left out for many rows, and for rows without an answer', async () => {
    const dropping = await trainCsv(files, { modelType: 'gradient_boosting', target: 'y' });
    const known = { ...rows[0]!, kind: 'low' };
    expect((await predict(dropping, Array<typeof known>(11).fill(known))).why).toBeUndefined();
    const { predictions, why } = await predict(dropping, [known, { ...known, a: null as unknown as number }]);
    expect(predictions[1]).toBeNull();
    expect(why?.map((each) => each === null)).toEqual([false, true]);
  });
});

describe('what is computed after the result', () => {
  it.each([
    ['y', 'a'],
    ['kind', 'city'],
  ])('says how much each factor moves %s', async (target) => {
    const finished = await train(target);
    const { contributions } = await finished.diagnostics(quietRun());
    expect(contributions?.map(({ factor }) => factor)).toEqual(['a', 'b', 'city']);
    // The table is drawn so that a and the city matter, and so does b.
    contributions!.forEach(({ mean }) => expect(mean).toBeGreaterThan(0.1));
    expect((await finished.diagnostics(quietRun())).contributions).toEqual(contributions);
  });

  it('is the mean over the judged rows', async () => {
    const { bundle, result, diagnostics } = await train('y', { split: { testSize: 0.02, seed: 1 } });
    const { contributions } = await diagnostics(quietRun());
    const lines = files['drawn.csv'].trim().split('\n').slice(1);
    const kept = [...new Set(lines)].map((line) => line.split(','));
    const testInputs = result.testRows.map((row) => ({ a: kept[row]![0], b: kept[row]![1], city: kept[row]![2] }));
    expect(testInputs.length).toBeLessThanOrEqual(10);
    const { why } = await predict({ bundle } as Awaited<ReturnType<typeof train>>, testInputs);
    contributions!.forEach(({ mean }, f) => {
      const sizes = why!.map((each) => Math.abs(each!.adds[f]!.value));
      expect(mean).toBeCloseTo(sizes.reduce((sum, size) => sum + size, 0) / sizes.length, 10);
    });
  });
});

describe('the first tree', () => {
  function leaves({ question, yes, no, ...leaf }: DrawnNode): DrawnNode[] {
    return question ? [...leaves(yes!), ...leaves(no!)] : [leaf];
  }

  it('is drawn in the words of the columns', async () => {
    const { result } = await train('y', { modelParams: { max_iter: 3, max_leaf_nodes: 6 } });
    const { of, base, root, label } = result.tree as NonNullable<TrainResult['tree']>;
    expect({ of, label }).toEqual({ of: 3, label: undefined });
    expect(root.rows).toBe(result.rows.train);
    const found = leaves(root);
    expect(found.length).toBe(6);
    expect(found.reduce((sum, { rows: n }) => sum + n, 0)).toBe(root.rows);
    expect(found.reduce((sum, { rows: n, adds: contributions }) => sum + n * contributions, 0) / root.rows).toBeCloseTo(
      root.adds,
      12,
    );
    expect(base).toBeGreaterThan(4);
    const questions = JSON.stringify(root);
    expect(questions).toContain('"ask":"at most"');
    expect(questions).toMatch(/"ask":"is","levels":\["(北京|Oslo|Bergen)"\],"more":0/);
  });

  it('counts what lies deep, and names the class it speaks of', async () => {
    const { result } = await train('kind', {
      modelParams: { max_iter: 2, max_leaf_nodes: null, min_samples_leaf: 1 },
    });
    expect(result.tree).toMatchObject({ of: 6, label: 'high' });
    const hidden = leaves(result.tree!.root).filter(({ hidden }) => hidden !== undefined);
    hidden.forEach((leaf) => expect(leaf.hidden).toBeGreaterThan(1));
  });
});
