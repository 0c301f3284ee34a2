import type { Sentence } from './sentence.ts';

/** Says what happened while rows were predicted. */
export const predict = {
  'predict.missing-column': {
    en: { message: 'The rows have no column “{column}”.', hint: 'The model needs: {columns}.' },
    zh: { message: '数据中没有列“{column}”。', hint: '该模型需要：{columns}。' },
  },
  'predict.done': {
    en: { message: 'Predicted {rows row|rows}.' },
    zh: { message: '已预测 {rows} 行。' },
  },
  'predict.incomplete': {
    en: {
      message: '{column} is missing in {rows row|rows}: no prediction for them.',
      hint: 'Fill in the cells, or train again with a rule that fills missing cells of {column}.',
    },
    zh: {
      message: '{column} 在 {rows} 行中缺失：这些行没有预测。',
      hint: '请补上这些单元格，或为 {column} 设置填补缺失值的规则后重新训练。',
    },
  },
  'predict.not-numbers': {
    en: {
      message: '{cells cell|cells} of {column} cannot be read as numbers: {values}. They count as missing.',
      hint: 'The model learned {column} as a number: write it with digits and a decimal point.',
    },
    zh: {
      message: '{column} 有 {cells} 个单元格不能读作数字：{values}。它们视为缺失。',
      hint: '模型把 {column} 当作数字学习：请用数字和小数点书写。',
    },
  },
  'predict.not-dates': {
    en: {
      message: '{cells cell|cells} of {column} cannot be read as dates: {values}. They count as missing.',
      hint: 'The model learned {column} as a date: write it like 2026-03-05.',
    },
    zh: {
      message: '{column} 有 {cells} 个单元格不能读作日期：{values}。它们视为缺失。',
      hint: '模型把 {column} 当作日期学习：请按 2026-03-05 的形式书写。',
    },
  },
  'predict.unmeasured': {
    en: { message: '{rows row|rows} are left out of the metrics: “{column}” or the answer is missing there.' },
    zh: { message: '{rows} 行未计入指标：其中“{column}”或预测缺失。' },
  },
  'predict.no-rows': {
    en: { message: 'There is no row to predict.', hint: 'Give at least one row.' },
    zh: { message: '没有可预测的行。', hint: '请至少给出一行。' },
  },
} as const satisfies Record<`predict.${string}`, Sentence>;
