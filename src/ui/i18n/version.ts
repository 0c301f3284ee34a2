import { texts } from './text-parts.ts';

/** Texts of the word that a newer version waits. */
export const version = texts({
  en: {
    waiting: 'A newer version of Intab is ready.',
    running: 'It waits until the run is over.',
    otherTabs: 'It starts when the other tabs of Intab are closed.',
    take: 'Use it now',
    later: 'Later',
  },
  zh: {
    waiting: 'Intab 有新版本。',
    running: '等运行结束后再启用。',
    otherTabs: '关闭其他 Intab 标签页后启用。',
    take: '现在启用',
    later: '以后再说',
  },
});
