import type { Sentence } from './sentence.ts';

/** Says what was found on rows never seen. */
export const evaluate = {
  'evaluate.done': {
    en: { message: '{metric} {value} on {rows row|rows}.' },
    zh: { message: '在 {rows} 行上的 {metric} 为 {value}。' },
  },
} as const satisfies Record<`evaluate.${string}`, Sentence>;
