import type { evaluate as english } from '../../en/messages/evaluate.ts';
import type { Translated } from '../../message.ts';

/** Says what was found on rows never seen. */
export const evaluate: Translated<typeof english> = {
  'evaluate.done': { message: '在 {rows} 行上的 {metric} 为 {value}。' },
  'evaluate.written': { message: '已为 {rows} 行写出文本；没有可供比较的目标。' },
};
