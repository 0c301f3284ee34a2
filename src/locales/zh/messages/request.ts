import type { request as english } from '../../en/messages/request.ts';
import type { Translated } from '../../message.ts';

/** Says what is wrong with a call or with the options of an adapter. */
export const request: Translated<typeof english> = {
  'request.not-a-plan': { message: '这不是方案文件。', hint: '方案文件以 .plan.json 结尾，可在训练结果旁保存。' },
  'request.unknown-key': { message: '{place} 没有名为“{key}”的项。', hint: '可用的有：{known}。' },
  'request.bad-value': { message: '{key} 的值 {value} 不合适：{problem}。', hint: '请给出 {expected}。' },
  'request.unknown-model': { message: '没有名为“{modelType}”的模型类型。', hint: '可用的有：{known}。' },
  'request.no-files': { message: '没有给出数据文件。', hint: '请在 datasetFiles 中至少给出一个文件。' },
};
