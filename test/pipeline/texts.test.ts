import { describe, expect, it } from 'vitest';
import { toAnswers } from '../../src/prediction/answers.ts';
import { evaluate } from '../../src/pipeline/evaluate.ts';
import { makeColumn, text } from '../tables/table-of.ts';
import { pairForScoring, computeMetrics } from '../../src/prediction/scored.ts';

const rows = Int32Array.of(3, 0, 1);

describe('texts that a model wrote', () => {
  const target = { task: 'generation', name: '' } as const;

  it('stand for themselves where there is no target', () => {
    const { scored: _, ...evaluation } = evaluate(target, undefined, rows, rows, ['a', null, 'c'], false);
    expect(evaluation).toEqual({ units: 'target', actual: [], predictions: ['a', null, 'c'] });
  });

  it('are compared with a target, white space at the ends aside', () => {
    const column = makeColumn('reply', text('no', 'c ', 'unused', 'a'));
    const evaluation = evaluate({ ...target, name: 'reply' }, column, rows, rows, ['a\n', null, 'c'], false);
    expect(evaluation.actual).toEqual(['a', 'no', 'c ']);
    expect(evaluation.metrics).toEqual({ kind: 'generation', exactMatch: 2 / 3 });
    expect(evaluation.baseline).toBeUndefined();
  });
});

describe('a row without an answer that counts', () => {
  const target = { task: 'classification', name: 'kind', classes: ['no', 'yes'] } as const;
  const fitted = { ...target, classes: [...target.classes] };
  const outputs = Float64Array.of(0, 1, NaN, NaN, 1, 0);

  it('has no prediction and counts as wrong', () => {
    const column = makeColumn('kind', ['yes', 'yes', 'unused', 'no']);
    const evaluation = evaluate(fitted, column, Int32Array.of(0, 1, 3), Int32Array.of(0, 3), outputs, true);
    expect(evaluation.predictions).toEqual(['yes', null, 'no']);
    expect(evaluation.actual).toEqual(['yes', 'yes', 'no']);
    expect(evaluation.metrics).toMatchObject({
      accuracy: 2 / 3,
      confusion: {
        labels: ['no', 'yes', '(none)'],
        matrix: [
          [1, 0, 0],
          [0, 1, 1],
          [0, 0, 0],
        ],
      },
    });
  });

  it('leaves everything as it was where every row has one', () => {
    const answers = toAnswers(fitted, Float64Array.of(0.25, 0.75), 1, true);
    const side = pairForScoring(fitted, { values: Float64Array.of(1), classes: ['no', 'yes'] }, answers, true);
    expect(side.labels).toEqual(['no', 'yes']);
    expect(computeMetrics(side)).toMatchObject({ accuracy: 1 });
  });
});
