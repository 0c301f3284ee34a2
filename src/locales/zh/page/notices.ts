import type { notices as english } from '../../en/page/notices.ts';

/** What stands before a notice. */
export const notices: typeof english = {
  levels: { error: '错误：', warning: '警告：', note: '说明：' },
};
