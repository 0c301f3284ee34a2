import type { Writing } from '../writing.ts';

/** How Chinese writes: its marks carry their own space. */
export const writing: Writing = {
  lang: 'zh',
  tag: 'zh-CN',
  units: { ms: '毫秒', s: '秒', min: '分钟', h: '小时' },
  comma: '，',
  semicolon: '；',
  gap: '',
};
