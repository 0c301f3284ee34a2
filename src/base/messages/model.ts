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
  'model.bad-recipe': {
    en: {
      message: 'The model file holds a recipe that does not fit at {place}: {problem}.',
      hint: 'The file is damaged or was changed: ask for it again.',
    },
    zh: {
      message: '模型文件的预处理部分在 {place} 处有误：{problem}。',
      hint: '文件已损坏或被改动：请重新获取该文件。',
    },
  },
  'model.bad-size': {
    en: {
      message: 'The parts of the model do not fit: {expected} numbers were expected, {found} are there.',
      hint: 'The model file is damaged or was changed: ask for it again, or train the model again.',
    },
    zh: {
      message: '模型的各部分不相符：应有 {expected} 个数，实有 {found} 个。',
      hint: '模型文件已损坏或被改动：请重新获取该文件，或重新训练。',
    },
  },
} as const satisfies Record<`model.${string}`, Sentence>;
