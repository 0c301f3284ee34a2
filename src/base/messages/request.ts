import type { Sentence } from './sentence.ts';

/** Says what is wrong with a call or with the options of an adapter. */
export const request = {
  'request.not-a-plan': {
    en: {
      message: 'This is no plan file.',
      hint: 'A plan file ends in .plan.json and is saved beside the results of a run.',
    },
    zh: { message: '这不是方案文件。', hint: '方案文件以 .plan.json 结尾，可在训练结果旁保存。' },
  },
  'request.unknown-key': {
    en: { message: '“{key}” is not a known key of {place}.', hint: 'Known: {known}.' },
    zh: { message: '{place} 没有名为“{key}”的项。', hint: '可用的有：{known}。' },
  },
  'request.bad-value': {
    en: { message: '{key} is {value}, which does not fit: {problem}.', hint: 'Give {expected}.' },
    zh: { message: '{key} 的值 {value} 不合适：{problem}。', hint: '请给出 {expected}。' },
  },
  'request.unknown-model': {
    en: { message: 'There is no model type “{modelType}”.', hint: 'Known: {known}.' },
    zh: { message: '没有名为“{modelType}”的模型类型。', hint: '可用的有：{known}。' },
  },
  'request.no-files': {
    en: { message: 'No dataset was given.', hint: 'Give at least one file in datasetFiles.' },
    zh: { message: '没有给出数据文件。', hint: '请在 datasetFiles 中至少给出一个文件。' },
  },
} as const satisfies Record<`request.${string}`, Sentence>;
