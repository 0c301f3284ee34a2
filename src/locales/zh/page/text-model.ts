import type { textModel as english } from '../../en/page/text-model.ts';

/** Texts of what a model of texts tells of itself: the words that decide, and those of one text. Values come written. */
export const textModel: typeof english = {
  decide: '起决定作用的词',
  decideHow: '按系数：无论文本中还有什么，一个词对结果的影响有多大',
  of: '类别',
  for: (label: string) => `支持“${label}”`,
  against: (label: string) => `反对“${label}”`,
  term: '词',
  weight: '权重',
  size: '大小',
  none: '没有这样的词。',
  showAll: (count: string) => `显示全部 ${count} 个`,
  showFewer: '收起',

  why: '为何得出此结果',
  marked: (label: string) => `实线标出支持“${label}”的词，虚线标出反对的词；颜色越深，权重越大。`,
  unknown: '模型不认识其中任何一个词。',
  speaks: (word: string, weight: string) => `${word}：${weight}`,
};
