import type { options as english } from '../../en/page/options.ts';
import { format } from '../format.ts';

/** What is wrong with the value of an option, as the end of a sentence. */
export const options: typeof english = {
  missing: '需要填写',
  must: (needed) => `需要${needed}`,
  needed: {
    number: '数',
    integer: '整数',
    integers: '整数列表，每个',
    boolean: '是或否',
    choice: '所列的选项之一',
    text: '文字',
    files: '文件',
  },
  limited: (noun, { min, max, above }) => {
    const { short } = format;
    if (min !== undefined && max !== undefined) return `${short(min)} 到 ${short(max)} 的${noun}`;
    const from = above !== undefined ? `大于 ${short(above)} 的` : min !== undefined ? `不小于 ${short(min)} 的` : '';
    return `${from}${max === undefined ? '' : `不大于 ${short(max)} 的`}${noun}`;
  },
};
