import { describe, expect, it } from 'vitest';
import { applyDate, invertDate } from '../../src/recipe/date.ts';
import { applyEncode, encodedNames, fitEncode, unseen } from '../../src/recipe/encode.ts';
import { fitLevelImpute, fitNumberImpute } from '../../src/recipe/impute.ts';
import { deviation, mean, mode, quantile, sum } from '../../src/recipe/moments.ts';
import { applyScale, fitScale, invertScale } from '../../src/recipe/scale.ts';
import reference from '../reference/recipe.json' with { type: 'json' };

const numbers: Record<string, (number | null)[]> = reference.numbers;
const numberCells = (name: string) => Float64Array.from(numbers[name]!, (cell) => cell ?? NaN);
const presentCells = (name: string) =>
  numberCells(name)
    .subarray(0, reference.train)
    .filter((cell) => !Number.isNaN(cell));

/** Is the largest difference relative to the largest value expected. */
function worst(found: ArrayLike<number>, expected: number[]): number {
  const size = Math.max(...expected.map(Math.abs), Number.MIN_VALUE);
  return Math.max(...expected.map((value, i) => Math.abs(found[i]! - value))) / size;
}

describe('impute', () => {
  const rules = ['mean', 'median', 'most_frequent'] as const;
  it.each(rules)('learns the %s as SimpleImputer does', (rule) => {
    for (const [name, expected] of Object.entries(reference.imputed[rule])) {
      const { fill } = fitNumberImpute(name, rule, presentCells(name), 3);
      expect(Math.abs(Number(fill) - expected)).toBeLessThanOrEqual(4e-16 * Math.abs(expected));
    }
  });

  it('takes a constant, also one written as text', () => {
    expect(fitNumberImpute('a', { constant: '2.5' }, new Float64Array(0), 1)).toEqual({
      rule: 'constant',
      fill: 2.5,
      filled: 1,
    });
    expect(() => fitNumberImpute('a', { constant: 'x' }, new Float64Array(0), 1)).toThrow('cannot fill a');
  });

  it('gives the first of equally frequent levels, and no mean of levels', () => {
    const levels = ['9', '10', 'b'].map((level) => ({ level, count: 2 }));
    expect(fitLevelImpute('w', 'most_frequent', levels, 0).fill).toBe('9');
    expect(() => fitLevelImpute('w', 'median', levels, 0)).toThrow('they have no median');
  });

  it('says that there is nothing to learn from', () => {
    expect(() => fitNumberImpute('age', 'mean', new Float64Array(0), 4)).toThrow('missing cell in age');
  });
});

describe('scale', () => {
  const methods = ['minmax', 'standard', 'robust'] as const;
  // scikit-learn takes spreads below 2e-15 for none, and its columns far from zero for less exact than they are.
  const cases = methods.flatMap((method) =>
    (['plain', 'far', 'tied', 'constant'] as const).map((name) => [method, name] as const),
  );
  it.each(cases)('%s of %s equals scikit-learn', (method, name) => {
    const cells = numberCells(name);
    const { fill } = fitNumberImpute(name, 'median', presentCells(name), 0);
    const filled = cells.map((cell) => (Number.isNaN(cell) ? Number(fill) : cell));
    const scale = fitScale(method, filled.subarray(0, reference.train));
    const scaled = filled.map((cell) => applyScale(scale, cell));
    expect(worst(scaled, reference.scaled[method][name])).toBeLessThan(name === 'far' ? 1e-5 : 1e-14);
    expect(
      worst(
        scaled.map((cell) => invertScale(scale, cell)),
        [...filled],
      ),
    ).toBeLessThan(1e-15);
  });

  it('scales however small the spread is', () => {
    const { factor } = fitScale('standard', Float64Array.of(1e-100, 3e-100));
    expect(factor).toBeCloseTo(1e100, -86);
  });

  it('passes over missing cells, and leaves a constant at zero', () => {
    expect(fitScale('minmax', Float64Array.of(NaN, 2, 4))).toEqual({ method: 'minmax', shift: 2, factor: 0.5 });
    expect(fitScale('standard', new Float64Array(7).fill(0.1))).toEqual({ method: 'standard', shift: 0.1, factor: 1 });
    expect(fitScale('robust', Float64Array.of(NaN))).toEqual({ method: 'robust', shift: 0, factor: 1 });
  });
});

describe('encode', () => {
  it('places known levels and marks the others', () => {
    const learned = fitEncode('one-hot', ['a', 'b', '__proto__']);
    expect([...applyEncode(learned, ['b', 'new', '__proto__', 'constructor'])]).toEqual([1, unseen, 2, unseen]);
    const truths = fitEncode('one-hot', ['False', 'True']);
    expect([...applyEncode(truths, ['TRUE', 'False', 'no'])]).toEqual([unseen, 0, unseen]);
    expect([...applyEncode(truths, ['TRUE', 'False', 'false', 'no'], true)]).toEqual([1, 0, 0, unseen]);
    expect([...applyEncode(fitEncode('codes', ['A', 'a']), ['a', 'A'], true)]).toEqual([1, 0]);
    expect(encodedNames('w', learned)).toEqual(['w=a', 'w=b', 'w=__proto__']);
    expect(encodedNames('w', { ...learned, way: 'codes' })).toEqual(['w']);
  });
});

describe('date', () => {
  it('counts days since 1970 and back', () => {
    expect(applyDate(Date.UTC(1970, 0, 11, 12))).toBe(10.5);
    expect(invertDate(-1)).toBe(Date.UTC(1969, 11, 31));
    expect(applyDate(NaN)).toBeNaN();
  });
});

describe('moments', () => {
  it('adds up without losing what a plain sum loses', () => {
    expect(sum(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2);
    expect(mean(new Float64Array(1_000_003).fill(0.1))).toBe(0.1);
  });

  it('measures spread far from zero', () => {
    const values = Float64Array.of(1e15 + 1, 1e15 + 2, 1e15 + 3);
    expect(deviation(values, mean(values))).toBeCloseTo(Math.sqrt(2 / 3), 15);
  });

  it('finds quantiles and the mode', () => {
    const sorted = Float64Array.of(1, 2, 2, 5, 5);
    expect([0, 0.25, 0.5, 0.9, 1].map((q) => quantile(sorted, q))).toEqual([1, 2, 2, 5, 5]);
    expect(quantile(Float64Array.of(1, 2), 0.25)).toBe(1.25);
    expect(mode(sorted)).toBe(2);
  });
});
