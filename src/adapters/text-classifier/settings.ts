import { AppError } from '../../base/errors.ts';
import type { GramView, WordRule } from '../../contract/model/ngram-artifact.ts';
import type { OptionsOf } from '../../contract/request/options.ts';
import type { textClassifier } from './meta.ts';

/** The options of a fit as they are given. */
export type Given = OptionsOf<typeof textClassifier>;

const wordRules = { auto: 'auto', '\\S+': 'spaces', '\\w\\w+': 'words' } as const satisfies Record<string, WordRule>;
/** The n-grams of characters that stand beside those of words. */
const besides = { min: 3, max: 5 };

/** Reads the options of a fit. @throws AppError `request.bad-value` where the shortest n-gram is longer than the longest */
export function toTextSettings(given: Given): Given & { views: GramView[]; freedom: number } {
  const { analyzer, ngram_min: min, ngram_max: max, method } = given;
  if (min > max) {
    const problem = `it is above ngram_max (${max})`;
    throw new AppError('request.bad-value', { key: 'ngram_min', value: String(min), problem, expected: `1 to ${max}` });
  }
  const words = wordRules[given.token_pattern];
  const views: GramView[] =
    analyzer === 'word+char_wb'
      ? [
          { analyzer: 'word', words, min, max },
          { analyzer: 'char_wb', words, ...besides },
        ]
      : [{ analyzer, words, min, max }];
  // The best of a few on sentences: a text of length 1 takes much freedom, bare presence little.
  return { ...given, views, freedom: given.C ?? (method === 'nbsvm' ? 0.1 : 10) };
}
