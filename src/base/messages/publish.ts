import type { Sentence } from './sentence.ts';

/** Says what happened while a model was published. */
export const publish = {
  'publish.unsupported': {
    en: {
      message: 'This version cannot publish a model.',
      hint: 'Download the model file and upload it with another program.',
    },
    zh: { message: '此版本还不能发布模型。', hint: '请下载模型文件，再用其他程序上传。' },
  },
} as const satisfies Record<`publish.${string}`, Sentence>;
