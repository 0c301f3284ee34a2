import type { Sentence } from './sentence.ts';

/** Says what may leave the tab. */
export const privacy = {
  'privacy.foreign-url': {
    en: {
      message: '{host} is another origin, and nobody agreed to fetch from it.',
      hint: 'Call again with agree: true, or download the file and choose it here.',
    },
    zh: { message: '{host} 是另一个来源，尚未得到同意。', hint: '请用 agree: true 再次调用，或先下载文件再在此选择。' },
  },
} as const satisfies Record<`privacy.${string}`, Sentence>;
