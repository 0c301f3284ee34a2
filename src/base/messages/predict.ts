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
} as const satisfies Record<`predict.${string}`, Sentence>;
