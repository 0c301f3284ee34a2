import type { ColumnProfile } from '../../contract/data/data-view.ts';
import { nameWords } from '../names.ts';
import type { Column } from '../table.ts';

const idWords = new Set(
  'id ids uid uuid guid key pk index idx no nr number num code serial row rowid record 编号 序号 号码 代码 主键 学号 工号 订单号 身份证号 流水号'.split(
    ' ',
  ),
);
const timeWords = new Set('year years date day month time week hour timestamp 年 年份 月份 日期 时间'.split(' '));

/** The fewest cells that can show that a column numbers its rows. */
const min = 20;

/**
 * Is true where a column seems to name rows rather than describe them: whole numbers that never come twice and count up or down from row to
 * row, or (nearly) different cells under a name such as `id` or `编号`.
 */
export function isIdLike(column: Column, { distinct, rows, missing, unparsable, name }: ColumnProfile): boolean {
  const cells = rows - missing - unparsable;
  if (cells < min || column.kind === 'date' || column.kind === 'empty') return false;
  const words = nameWords(name);
  if (words.some((word) => timeWords.has(word))) return false;
  const named = words.some((word) => idWords.has(word)) || /编号|序号|号$/.test(name);
  if (column.kind !== 'number') return named && distinct > cells * 0.9;
  if (named ? distinct <= cells * 0.9 : distinct < cells) return false;
  return areWhole(column.values) && (named || isCounting(column.values));
}

function areWhole(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === value && !Number.isInteger(value)) return false;
  }
  return true;
}

/** Is true where the numbers rise, or fall, from row to row without large gaps. */
function isCounting(values: Float64Array): boolean {
  let [first, last, rises, falls, cells] = [NaN, NaN, true, true, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value !== value) continue;
    if (cells++ === 0) first = value;
    else if (value > last) falls = false;
    else rises = false;
    last = value;
  }
  return (rises || falls) && Math.abs(last - first) < cells * 2;
}
