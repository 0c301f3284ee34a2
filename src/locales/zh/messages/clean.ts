import type { clean as english } from '../../en/messages/clean.ts';
import type { Translated } from '../../message.ts';

/** Says which rows were dropped and why. */
export const clean: Translated<typeof english> = {
  'clean.no-rows': {
    message: '没有剩下任何行：{rows} 行全部被去掉，其中 {count} 行是因为“{column}”（{reason}）。',
    hint: '请放宽“{column}”的规则、填补其缺失值，或不把它用作因素。',
  },
  'clean.done': { message: '保留 {kept} 行，去掉 {dropped} 行。' },
  'clean.no-target': { message: '目标值缺失。' },
  'clean.missing': { message: '单元格缺失。' },
  'clean.unparsable': { message: '单元格内容不符合该列的类型。' },
  'clean.below-min': { message: '小于最小值。' },
  'clean.above-max': { message: '大于最大值。' },
  'clean.not-allowed': { message: '不在允许的取值之内。' },
  'clean.dropped-no-target': { message: '目标“{column}”缺失，去掉了 {count} 行。' },
  'clean.dropped-missing': { message: '“{column}”缺失，去掉了 {count} 行。', hint: '填补该列的缺失值即可保留这些行。' },
  'clean.dropped-unparsable': {
    message: '“{column}”中有无法识别的内容（{examples}），去掉了 {count} 行。',
    hint: '请在文件中更正这些单元格，或把它们列为表示缺失的词。',
  },
  'clean.dropped-below-min': { message: '“{column}”小于最小值 {limit}，去掉了 {count} 行。' },
  'clean.dropped-above-max': { message: '“{column}”大于最大值 {limit}，去掉了 {count} 行。' },
  'clean.dropped-not-allowed': { message: '“{column}”不在 {allowed} 之内，去掉了 {count} 行。' },
  'clean.no-ledger': {
    message: '此运行的被去掉行列表已不存在。',
    hint: '仅在页面打开期间为最近的运行保留。请重新训练以查看。',
  },
};
