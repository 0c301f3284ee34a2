import type { Sentence } from './sentence.ts';

/** Says what happened while files were read. */
export const read = {
  'read.empty': {
    en: { message: '{file} is empty.', hint: 'Choose a file that has a header row and data.' },
    zh: { message: '{file} 是空的。', hint: '请选择带有标题行和数据的文件。' },
  },
  'read.header-only': {
    en: {
      message: '{file} has a header row but no data below it.',
      hint: 'Choose a file with data, or say that it has no header row.',
    },
    zh: { message: '{file} 只有标题行，没有数据。', hint: '请选择有数据的文件，或说明它没有标题行。' },
  },
  'read.done': {
    en: { message: 'Read {file}: {rows row|rows}, {columns column|columns}.' },
    zh: { message: '已读取 {file}：{rows} 行，{columns} 列。' },
  },
} as const satisfies Record<`read.${string}`, Sentence>;
