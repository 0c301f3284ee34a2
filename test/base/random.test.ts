import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import reference from '../reference/random.json' with { type: 'json' };

describe.each(reference.seeds)('randomFrom($seed) draws what NumPy draws', (expected) => {
  const start = () => randomFrom(expected.seed);
  const draw = <T>(count: number, next: () => T) => Array.from({ length: count }, next);

  it('words', () => {
    const drawn = draw(1300, start().uint32);
    expect([0, 1, 2, 623, 624, 1299].map((i) => drawn[i])).toEqual(expected.words);
  });

  it('uniform numbers', () => {
    const drawn = draw(700, start().uniform);
    expect([0, 1, 2, 311, 312, 699].map((i) => drawn[i])).toEqual(expected.uniform);
  });

  it('normal numbers', () => {
    const drawn = draw(401, start().normal);
    [0, 1, 2, 3, 199, 400].forEach((i, k) => expect(drawn[i]).toBeCloseTo(expected.normal[k], 14));
  });

  it.each(Object.entries(expected.integers))('whole numbers up to %s', (max, numbers) => {
    const random = start();
    expect(draw(12, () => random.integer(Number(max)))).toEqual(numbers);
  });

  it('permutations', () => {
    for (const [n, order] of Object.entries(expected.permutation))
      expect([...start().permutation(Number(n))]).toEqual(order);
    const long = [...start().permutation(expected.long.n)];
    expect([long.slice(0, 10), long.slice(-10)]).toEqual([expected.long.first, expected.long.last]);
  });

  it('one stream in mixed order', () => {
    const random = start();
    const drawn = [
      random.normal(),
      random.uniform(),
      random.normal(),
      random.integer(6),
      random.normal(),
      [...random.permutation(5)],
      random.uniform(),
    ];
    expect(drawn.flat()).toEqual(expected.mixed.flat().map((each) => expect.closeTo(each, 14)));
  });
});
