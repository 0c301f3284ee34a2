import { expect, it } from 'vitest';
import { guessRead, guessTokens } from '../../src/chat/tokens.ts';

it('guesses tokens to within a third of what tokenizers count', () => {
  // Counts by the o200k tokenizer.
  expect(guessTokens('The quick brown fox jumps over the lazy dog.')).toBeCloseTo(10, -1);
  expect(guessTokens('今天天气很好，我们去公园吧。')).toBeGreaterThanOrEqual(9);
  expect(guessTokens('今天天气很好，我们去公园吧。')).toBeLessThanOrEqual(15);
  expect(guessTokens('')).toBe(0);
  expect(guessRead('You are kind.', ['a', 'b'])).toBeGreaterThan(guessRead('', ['a', 'b']));
});
