import type { Sentence } from './sentence.ts';

/** Says what was learned or went wrong while columns became features. */
export const preprocess = {
  'preprocess.done': {
    en: { message: '{factors factor|factors} became {features feature|features}.' },
    zh: { message: '{factors} 个因素变为 {features} 个特征。' },
  },
} as const satisfies Record<`preprocess.${string}`, Sentence>;
