import type { Sentence } from './sentence.ts';

/** Says what happened while rows were split into training and test rows. */
export const split = {
  'split.too-few': {
    en: {
      message: 'Only {rows row|rows} would be left to learn from.',
      hint: 'At least 2 are needed: add rows or make the test share smaller.',
    },
    zh: { message: '可供学习的行只剩 {rows} 行。', hint: '至少需要 2 行：请增加数据或减小测试比例。' },
  },
  'split.done': {
    en: { message: 'Learn from {train row|rows}, test on {test}; seed {seed}.' },
    zh: { message: '用 {train} 行学习，用 {test} 行测试；种子 {seed}。' },
  },
} as const satisfies Record<`split.${string}`, Sentence>;
