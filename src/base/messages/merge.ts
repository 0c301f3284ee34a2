import type { Sentence } from './sentence.ts';

/** Says what happened while files became one table. */
export const merge = {
  'merge.missing-column': {
    en: {
      message: '{file} has no column “{column}”.',
      hint: 'Nearest names there: {similar}. Map one of them with “from”, fill the column with missing cells, or leave it out.',
    },
    zh: {
      message: '{file} 中没有列“{column}”。',
      hint: '其中相近的列名：{similar}。可用 from 映射到其中一列、以缺失值填充，或不使用该列。',
    },
  },
  'merge.day-order': {
    en: {
      message: 'Dates of “{column}” have the day first in {dayFirst} and the month first in {monthFirst}.',
      hint: 'If that is wrong, choose one order for all beside the kind of the column, under Fields.',
    },
    zh: {
      message: '“{column}”的日期在 {dayFirst} 中日在前，在 {monthFirst} 中月在前。',
      hint: '如果不对，请在“字段”中该列的类型旁为所有文件选择同一种顺序。',
    },
  },
  'merge.done': {
    en: { message: 'Merged {rows row|rows}; {duplicates duplicate|duplicates} dropped.' },
    zh: { message: '合并后共 {rows} 行，去掉 {duplicates} 行重复。' },
  },
  'merge.extra-columns': {
    en: { message: '{file} has {count column|columns} that the first file does not have; left out: {columns}.' },
    zh: { message: '{file} 有 {count} 列是第一个文件没有的，已略去：{columns}。' },
  },
  'merge.filled': {
    en: { message: '{file} has no column “{column}”: its {rows row has|rows have} a missing cell there.' },
    zh: { message: '{file} 中没有列“{column}”：其 {rows} 行在该列为缺失值。' },
  },
  'merge.left-out': {
    en: { message: 'The column “{column}” was left out because it is missing from {files}.' },
    zh: { message: '已略去列“{column}”：{files} 中没有它。' },
  },
  'merge.kinds-differ': {
    en: {
      message: 'The files hold different kinds of cells in “{column}” ({kinds}); together they are read as {kind}.',
      hint: 'Choose the kind of the column if this is not what you want.',
    },
    zh: {
      message: '各文件中“{column}”的类型不同（{kinds}），合并后按 {kind} 读取。',
      hint: '如果不合适，请自行选择该列的类型。',
    },
  },
  'merge.nothing-new': {
    en: {
      message: '{file} adds nothing: all of its {rows row|rows} equal rows that were read before.',
      hint: 'It may be the same file twice.',
    },
    zh: { message: '{file} 没有新内容：它的 {rows} 行都与之前读到的行相同。', hint: '可能重复选择了同一个文件。' },
  },
  'merge.duplicate': {
    en: { message: 'The row equals an earlier one.' },
    zh: { message: '与前面的某一行相同。' },
  },
} as const satisfies Record<`merge.${string}`, Sentence>;
