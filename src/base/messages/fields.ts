import type { Sentence } from './sentence.ts';

/** Says what is wrong with the mapping of columns to factors and target. */
export const fields = {
  'fields.no-target': {
    en: {
      message: 'No target was given, and no column is named “target”.',
      hint: 'Choose the column to predict: {columns}.',
    },
    zh: { message: '没有指定目标列，也没有名为“target”的列。', hint: '请选择要预测的列：{columns}。' },
  },
  'fields.unknown-column': {
    en: { message: 'There is no column “{column}”.', hint: 'The columns are: {columns}.' },
    zh: { message: '没有列“{column}”。', hint: '现有的列：{columns}。' },
  },
  'fields.target-is-factor': {
    en: {
      message: '“{column}” is both the target and a factor.',
      hint: 'Take it out of the factors, or predict another column.',
    },
    zh: { message: '“{column}”既是目标又是因素。', hint: '请把它从因素中去掉，或改为预测另一列。' },
  },
  'fields.no-factors': {
    en: { message: 'No factor is left to learn from.', hint: 'Choose at least one column beside the target.' },
    zh: { message: '没有可用于学习的因素。', hint: '请在目标之外至少选择一列。' },
  },
} as const satisfies Record<`fields.${string}`, Sentence>;
