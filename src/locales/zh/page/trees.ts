import type { trees as english } from '../../en/page/trees.ts';

/** Texts of what trees tell of themselves: why a row was answered so, what moves the answers, the first tree. Values come written. */
export const trees: typeof english = {
  why: '为什么是这个答案',
  fromNumber: (base) => `对这一行一无所知时会答 ${base}，再加上：`,
  fromOdds: (label, base) => `按“${label}”的对数几率，一无所知时为 ${base}：`,
  fromScore: (label, base) => `按“${label}”的对数概率高出各类平均多少，一无所知时为 ${base}：`,
  others: (count) => `其余 ${count} 个因素合计`,
  missing: '缺失',

  moves: '什么左右答案',
  movesOf: (unit) => `一个因素平均使答案移动多少，不分增减；${unit}`,
  unit: (target) => `${target} 自己的单位`,
  odds: '对数几率',
  by: '移动',

  tree: '第一棵树',
  treeOf: (of, base) => `共 ${of} 棵：答案从 ${base} 起，每棵树加上其叶的数值`,
  treeOdds: (label) => `；这里是“${label}”的对数几率`,
  treeScore: (label) => `；这一棵用于“${label}”的得分`,
  atMost: (limit) => `≤ ${limit}`,
  until: (day) => `不晚于 ${day}`,
  is: '为',
  known: '有值',
  question: (words) => `${words}？`,
  or: '、',
  more: (count) => `等，另有 ${count} 个`,
  yes: '是',
  no: '否',
  missingHere: '或缺失',
  hidden: (count) => `下面还有 ${count} 片叶`,
};
