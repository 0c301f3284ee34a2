import type { preprocess as english } from '../../en/messages/preprocess.ts';
import type { Translated } from '../../message.ts';

/** Says what was learned or went wrong while columns became features. */
export const preprocess: Translated<typeof english> = {
  'preprocess.done': { message: '{factors} 个因素变为 {features} 个特征。' },
  'preprocess.imputed': { message: '{column} 的 {cells} 个缺失值以 {value} 填补（{rule}）。' },
  'preprocess.dated': { message: '{column} 变为自 1970-01-01（UTC）起的天数。' },
  'preprocess.scaled': { message: '{column} 已缩放（{method}）：减去 {shift}，除以 {spread}。' },
  'preprocess.encoded': { message: '{column} 已编码（{way}）：训练行中有 {levels} 个类别。' },
  'preprocess.target-scaled': { message: '目标 {column} 已缩放：减去 {shift}，除以 {spread}。' },
  'preprocess.target-coded': { message: '目标 {column} 在训练行中有 {classes} 个类别。' },
  'preprocess.unseen': {
    message: '{column} 有 {cells} 个单元格的值在训练行中没有出现过：{values}。',
    hint: '这些值不算作任何已知类别。如果是输入错误，请改正。',
  },
  'preprocess.wide': {
    message: '{column} 变为 {features} 个特征，每个取值一个。',
    hint: '训练会变慢，也可能学到噪声：如果该列只是行的名称，请不要使用它。',
  },
  'preprocess.all-missing': { message: '{column} 在所有训练行中都缺失。', hint: '请不要使用该列，或用常数填补。' },
  'preprocess.no-mean': { message: '{column} 是类别，没有 {rule}。', hint: '请用 most_frequent 或常数填补缺失值。' },
  'preprocess.bad-constant': {
    message: '“{value}”不能填补 {column}：它不是 {kind}。',
    hint: '请给出类型为 {kind} 的常数。',
  },
  'preprocess.no-keep': {
    message: '该模型不能从 {column} 的缺失值中学习。',
    hint: '请去掉这些行，或用平均值、中位数、最常见的值或常数填补。',
  },
  'preprocess.off': {
    message: '{column} 的类型是 {kind}，而预处理已关闭。',
    hint: '请打开预处理，或不使用该列：不预处理时只能从数字学习。',
  },
  'preprocess.off-missing': {
    message: '{column} 有 {cells} 个缺失值，而预处理已关闭。',
    hint: '请打开预处理，或去掉有缺失值的行。',
  },
  'preprocess.target-not-number': {
    message: '目标 {column} 中有“{value}”，它不是数字。',
    hint: '请改正该单元格，或选择预测类别的模型。',
  },
};
