import type { resultLines as englishResults, useLines as englishUse } from '../../en/page/result-lines.ts';

/** What the heads of Results and Use say: all of them that the page needs before there is a model. Values come written. */
export const resultLines: typeof englishResults = {
  rows: ['行', '行'],
  empty: '训练之后出现',
  running: '训练结束后出现',
  lineTest: (rows) => `${rows}检验，模型没见过`,
  lineTrain: (rows) => `在学习过的 ${rows}上`,
  testRows: ['行', '行'],
};

/** The same of the Use section. */
export const useLines: typeof englishUse = {
  none: '训练一个模型，或打开一个模型文件，就能在这里使用。',
  lineNone: '预测与保存',
  line: (name, model, when) => `${name}，${model}，${when}`,
};
