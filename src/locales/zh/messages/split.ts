import type { split as english } from '../../en/messages/split.ts';
import type { Translated } from '../../message.ts';

/** Says what happened while rows were split into training and test rows. */
export const split: Translated<typeof english> = {
  'split.too-few': { message: '可供学习的行只剩 {rows} 行。', hint: '至少需要 2 行：请增加数据或减小测试比例。' },
  'split.done': { message: '用 {train} 行学习，用 {test} 行测试；种子 {seed}。' },
};
