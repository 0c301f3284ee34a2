import type { Sentence } from './sentence.ts';

/** Says which rows were dropped and why. */
export const clean = {
  'clean.no-rows': {
    en: {
      message: 'No row is left: all {rows row|rows} were dropped. Most often: {reason}.',
      hint: 'Loosen the rules of the columns named, or fill their missing cells.',
    },
    zh: {
      message: '没有剩下任何行：{rows} 行全部被去掉。最常见的原因：{reason}。',
      hint: '请放宽所述列的规则，或填补缺失值。',
    },
  },
  'clean.done': {
    en: { message: 'Kept {kept row|rows}, dropped {dropped}.' },
    zh: { message: '保留 {kept} 行，去掉 {dropped} 行。' },
  },
} as const satisfies Record<`clean.${string}`, Sentence>;
