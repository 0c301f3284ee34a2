import type { version as english } from '../../en/page/version.ts';

/** Texts of the word that a newer version waits. */
export const version: typeof english = {
  waiting: 'Intab 有新版本。',
  running: '等运行结束后再启用。',
  otherTabs: '关闭其他 Intab 标签页后启用。',
  take: '现在启用',
  later: '以后再说',
};
