import type { predict as english } from '../../en/messages/predict.ts';
import type { Translated } from '../../message.ts';

/** Says what happened while rows were predicted. */
export const predict: Translated<typeof english> = {
  'predict.missing-column': { message: '数据中没有列“{column}”。', hint: '该模型需要：{columns}。' },
  'predict.done': { message: '已预测 {rows} 行。' },
  'predict.incomplete': {
    message: '{column} 在 {rows} 行中缺失：这些行没有预测。',
    hint: '请补上这些单元格，或为 {column} 设置填补缺失值的规则后重新训练。',
  },
  'predict.not-numbers': {
    message: '{column} 有 {cells} 个单元格不能读作数字：{values}。它们视为缺失。',
    hint: '模型把 {column} 当作数字学习：请用数字和小数点书写。',
  },
  'predict.not-dates': {
    message: '{column} 有 {cells} 个单元格不能读作日期：{values}。它们视为缺失。',
    hint: '模型把 {column} 当作日期学习：请按 2026-03-05 的形式书写。',
  },
  'predict.unmeasured': { message: '{rows} 行未计入指标：其中“{column}”或预测缺失。' },
  'predict.no-rows': { message: '没有可预测的行。', hint: '请至少给出一行。' },
};
