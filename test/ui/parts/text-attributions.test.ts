import { expect, it } from 'vitest';
import { splitByAttribution, writeTerm } from '../../../src/ui/parts/text-attributions.ts';

it('cuts a text at its marked words, each with its share of the strongest', () => {
  const attributions = [
    { factor: 't', from: 0, to: 3, weights: [1, -1] },
    { factor: 't', from: 8, to: 12, weights: [-2, 2] },
  ];
  expect(splitByAttribution('bad and good 👍', attributions, 1)).toEqual([
    { text: 'bad', weight: -1, share: -0.5 },
    { text: ' and ', weight: 0, share: 0 },
    { text: 'good', weight: 2, share: 1 },
    { text: ' 👍', weight: 0, share: 0 },
  ]);
  expect(splitByAttribution('x'.repeat(100_000), attributions, 0).reduce((sum, { text }) => sum + text.length, 0)).toBe(
    4001,
  );
});

it('writes terms as a person would', () => {
  expect(['not good', '不 推 荐 。', '好 ok', ' ab'].map(writeTerm)).toEqual(['not good', '不推荐。', '好 ok', '␣ab']);
});
