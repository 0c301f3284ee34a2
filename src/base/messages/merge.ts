import type { Sentence } from './sentence.ts';

/** Says what happened while files became one table. */
export const merge = {
  'merge.missing-column': {
    en: {
      message: '{file} has no column “{column}”.',
      hint: 'Rename it, map it with “from”, fill it with missing cells, or leave the column out.',
    },
    zh: { message: '{file} 中没有列“{column}”。', hint: '请重命名该列、用 from 映射、以缺失值填充，或不使用该列。' },
  },
  'merge.done': {
    en: { message: 'Merged {rows row|rows}; {duplicates duplicate|duplicates} dropped.' },
    zh: { message: '合并后共 {rows} 行，去掉 {duplicates} 行重复。' },
  },
} as const satisfies Record<`merge.${string}`, Sentence>;
