import { describe, expect, it } from 'vitest';
import { format as english } from '../../../src/locales/en/format.ts';
import { format as chinese } from '../../../src/locales/zh/format.ts';
import { loadLocale } from '../../../src/locales/load.ts';
import { together } from '../../../src/ui/i18n/together.ts';
import { learnsBy, modelName } from '../../../src/ui/i18n/model-name.ts';

await Promise.all(['en', 'zh'].map(loadLocale));

describe('the name of a model', () => {
  const madeAt = new Date(2026, 2, 5, 14, 7).toISOString();
  const name = 'linear_regression 2026-03-05 14:07';

  it('that nobody gave says what it is and when it was made, in the language of the page', () => {
    const model = { name, modelType: 'linear_regression', madeAt };
    expect(modelName(model, english)).toBe('Linear regression, Mar\u00a05,\u00a014:07');
    expect(modelName(model, chinese)).toMatch(/^线性回归，3月5日.14:07$/);
  });

  it.each(['Prices', 'linear_regression', 'dnn 2026-03-05 14:07'])('that a person gave stays: %s', (given) => {
    expect(modelName({ name: given, modelType: 'linear_regression', madeAt }, english)).toBe(given);
  });
});

describe('two sentences', () => {
  it('stand one after the other as the language has it', () => {
    expect(together({ message: 'It is cut.', hint: 'Save it again.' }, 'en')).toBe('It is cut. Save it again.');
    expect(together({ message: '文件不完整。', hint: '请重新保存。' }, 'zh')).toBe('文件不完整。请重新保存。');
    expect(together({ message: 'Done.', hint: '' }, 'en')).toBe('Done.');
  });
});

describe('the numbers of a loss', () => {
  it.each([
    ['dnn', 'epochs'],
    ['gradient_boosting', 'rounds'],
    ['logistic_regression', 'iterations'],
    ['of_a_newer_version', 'epochs'],
  ])('of %s stand for %s', (modelType, by) => {
    expect(learnsBy(modelType)).toBe(by);
  });
});
