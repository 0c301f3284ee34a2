import type { Sentence } from './sentence.ts';

/** Says what was learned or went wrong while columns became features. */
export const preprocess = {
  'preprocess.done': {
    en: { message: '{factors factor|factors} became {features feature|features}.' },
    zh: { message: '{factors} 个因素变为 {features} 个特征。' },
  },
  'preprocess.imputed': {
    en: { message: '{cells missing cell|missing cells} of {column} became {value} ({rule}).' },
    zh: { message: '{column} 的 {cells} 个缺失值以 {value} 填补（{rule}）。' },
  },
  'preprocess.dated': {
    en: { message: '{column} became days since 1970-01-01 (UTC).' },
    zh: { message: '{column} 变为自 1970-01-01（UTC）起的天数。' },
  },
  'preprocess.scaled': {
    en: { message: '{column} was scaled ({method}): minus {shift}, divided by {spread}.' },
    zh: { message: '{column} 已缩放（{method}）：减去 {shift}，除以 {spread}。' },
  },
  'preprocess.encoded': {
    en: { message: '{column} was encoded ({way}): {levels level|levels} of the training rows.' },
    zh: { message: '{column} 已编码（{way}）：训练行中有 {levels} 个类别。' },
  },
  'preprocess.target-scaled': {
    en: { message: 'The target {column} was scaled: minus {shift}, divided by {spread}.' },
    zh: { message: '目标 {column} 已缩放：减去 {shift}，除以 {spread}。' },
  },
  'preprocess.target-coded': {
    en: { message: 'The target {column} has {classes class|classes} in the training rows.' },
    zh: { message: '目标 {column} 在训练行中有 {classes} 个类别。' },
  },
  'preprocess.unseen': {
    en: {
      message: '{column} has {cells cell|cells} with values that the training rows do not have: {values}.',
      hint: 'They count as none of the known values. Correct them if they are typing errors.',
    },
    zh: {
      message: '{column} 有 {cells} 个单元格的值在训练行中没有出现过：{values}。',
      hint: '这些值不算作任何已知类别。如果是输入错误，请改正。',
    },
  },
  'preprocess.wide': {
    en: {
      message: '{column} became {features feature|features}, one for each of its values.',
      hint: 'Training gets slower and may fit noise: leave the column out if it only names the rows.',
    },
    zh: {
      message: '{column} 变为 {features} 个特征，每个取值一个。',
      hint: '训练会变慢，也可能学到噪声：如果该列只是行的名称，请不要使用它。',
    },
  },
  'preprocess.all-missing': {
    en: {
      message: 'Every training row has a missing cell in {column}.',
      hint: 'Leave the column out, or fill it with a constant.',
    },
    zh: { message: '{column} 在所有训练行中都缺失。', hint: '请不要使用该列，或用常数填补。' },
  },
  'preprocess.no-mean': {
    en: {
      message: '{column} holds categories, and they have no {rule}.',
      hint: 'Fill its missing cells with most_frequent or a constant.',
    },
    zh: { message: '{column} 是类别，没有 {rule}。', hint: '请用 most_frequent 或常数填补缺失值。' },
  },
  'preprocess.bad-constant': {
    en: { message: '“{value}” cannot fill {column}: it is not a {kind}.', hint: 'Give a {kind} as the constant.' },
    zh: { message: '“{value}”不能填补 {column}：它不是 {kind}。', hint: '请给出类型为 {kind} 的常数。' },
  },
  'preprocess.no-keep': {
    en: {
      message: 'This model cannot learn from the missing cells of {column}.',
      hint: 'Drop those rows, or fill them with the mean, the median, the most frequent value or a constant.',
    },
    zh: {
      message: '该模型不能从 {column} 的缺失值中学习。',
      hint: '请去掉这些行，或用平均值、中位数、最常见的值或常数填补。',
    },
  },
  'preprocess.off': {
    en: {
      message: '{column} is a {kind} column, and preprocess is off.',
      hint: 'Switch preprocess on, or leave the column out: without it only numbers can be learned from.',
    },
    zh: {
      message: '{column} 的类型是 {kind}，而预处理已关闭。',
      hint: '请打开预处理，或不使用该列：不预处理时只能从数字学习。',
    },
  },
  'preprocess.off-missing': {
    en: {
      message: '{column} has {cells missing cell|missing cells}, and preprocess is off.',
      hint: 'Switch preprocess on, or drop the rows with missing cells.',
    },
    zh: { message: '{column} 有 {cells} 个缺失值，而预处理已关闭。', hint: '请打开预处理，或去掉有缺失值的行。' },
  },
  'preprocess.target-not-number': {
    en: {
      message: 'The target {column} holds “{value}”, which is not a number.',
      hint: 'Correct the cell, or choose a model that predicts classes.',
    },
    zh: { message: '目标 {column} 中有“{value}”，它不是数字。', hint: '请改正该单元格，或选择预测类别的模型。' },
  },
} as const satisfies Record<`preprocess.${string}`, Sentence>;
