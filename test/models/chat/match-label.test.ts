import { describe, expect, it } from 'vitest';
import { labelIn, offerLabels } from '../../../src/models/chat/match-label.ts';

const matched = (answer: string, labels: string[]) => labels[labelIn(answer, labels)] ?? null;

describe('the label that an answer is', () => {
  const labels = ['positive', 'negative', 'very negative'];
  it.each([
    ['positive', 'positive'],
    [' **Positive.** \n', 'positive'],
    ['“NEGATIVE”', 'negative'],
    ['Label: negative', 'negative'],
    ['The text is very negative.', 'very negative'],
    ['<think>positive? negative? Hm.</think>\nnegative', 'negative'],
    ['ｐｏｓｉｔｉｖｅ', 'positive'],
  ])('%s', (answer, label) => expect(matched(answer, labels)).toBe(label));

  it.each([
    '',
    'I cannot tell.',
    'positive or negative',
    'It is not positive.',
    'positively',
    '<think>positive',
    `It depends on what one thinks, since ${'some say this and others that, '.repeat(6)} positive`,
  ])('is none: %s', (answer) => expect(matched(answer, labels)).toBeNull());

  it('takes Chinese labels, numbers and labels that differ by case alone', () => {
    expect(matched('答案：好评。', ['好评', '差评'])).toBe('好评');
    expect(matched('这是差评', ['好评', '差评'])).toBe('差评');
    expect(matched('这不是好评', ['好评', '差评'])).toBeNull();
    expect(matched('1', ['0', '1'])).toBe('1');
    expect(matched('I give it 10', ['0', '1'])).toBeNull();
    expect(matched('b', ['A', 'B'])).toBe('B');
  });
});

describe('the labels in the system prompt', () => {
  it('stand behind what the person said', () => {
    expect(offerLabels('Be strict.', ['a', 'b'])).toMatch(/^Be strict\.\n\nClassify[^\n]*\n- a\n- b$/);
    expect(offerLabels('', ['a'])).toMatch(/^Classify/);
  });
});
