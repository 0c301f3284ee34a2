import type { merge as english } from '../../en/messages/merge.ts';
import type { Translated } from '../../message.ts';

/** Says what happened while files became one table. */
export const merge: Translated<typeof english> = {
  'merge.missing-column': {
    message: '{file} 中没有列“{column}”。',
    hint: '其中相近的列名：{similar}。可用 from 映射到其中一列、以缺失值填充，或不使用该列。',
  },
  'merge.day-order': {
    message: '“{column}”的日期在 {dayFirst} 中日在前，在 {monthFirst} 中月在前。',
    hint: '如果不对，请在“字段”中该列的类型旁为所有文件选择同一种顺序。',
  },
  'merge.done': { message: '合并后共 {rows} 行，去掉 {duplicates} 行重复。' },
  'merge.extra-columns': { message: '{file} 有 {count} 列是第一个文件没有的，已略去：{columns}。' },
  'merge.filled': { message: '{file} 中没有列“{column}”：其 {rows} 行在该列为缺失值。' },
  'merge.left-out': { message: '已略去列“{column}”：{files} 中没有它。' },
  'merge.kinds-differ': {
    message: '各文件中“{column}”的类型不同（{kinds}），合并后按 {kind} 读取。',
    hint: '如果不合适，请自行选择该列的类型。',
  },
  'merge.nothing-new': {
    message: '{file} 没有新内容：它的 {rows} 行都与之前读到的行相同。',
    hint: '可能重复选择了同一个文件。',
  },
  'merge.duplicate': { message: '与前面的某一行相同。' },
};
