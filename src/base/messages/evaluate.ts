import type { Sentence } from './sentence.ts';

/** Says what was found on rows never seen. */
export const evaluate = {
  'evaluate.done': {
    en: { message: '{metric} {value} on {rows row|rows}.' },
    zh: { message: '在 {rows} 行上的 {metric} 为 {value}。' },
  },
  'evaluate.written': {
    en: { message: 'Wrote a text for {rows row|rows}; there is no target to compare with.' },
    zh: { message: '已为 {rows} 行写出文本；没有可供比较的目标。' },
  },
} as const satisfies Record<`evaluate.${string}`, Sentence>;
