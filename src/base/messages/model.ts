import type { Sentence } from './sentence.ts';

/** Says what happened to saved models and model files. */
export const model = {
  'model.saved': {
    en: { message: 'Saved as “{name}”.' },
    zh: { message: '已保存为“{name}”。' },
  },
  'model.unknown': {
    en: { message: 'No saved model has the id {id}.', hint: 'List the models with intab.models.list().' },
    zh: { message: '没有编号为 {id} 的模型。', hint: '可用 intab.models.list() 查看所有模型。' },
  },
} as const satisfies Record<`model.${string}`, Sentence>;
