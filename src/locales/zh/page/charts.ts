import type { charts as english } from '../../en/page/charts.ts';

/** What charts are called, what they say in words, and the heads of their tables. Values come written. */
export const charts: typeof english = {
  numbers: '查看数值',

  loss: '损失，越低越好',
  lossOf: (task, target, by, log) =>
    `${task === 'generation' ? '每个词元的奈特' : task === 'regression' ? `${target} 的平方误差` : `${target} 的交叉熵`}，按${by}${log ? '，对数刻度' : ''}`,
  by: {
    epochs: { one: '轮', each: '轮', many: '轮' },
    rounds: { one: '提升轮', each: '提升轮', many: '轮提升' },
    checks: { one: '次检查', each: '次检查', many: '次检查' },
    iterations: { one: '次迭代', each: '次迭代', many: '次迭代' },
  },
  training: '训练',
  validation: '验证',
  bestAt: (one, at) => `最好，第 ${at} ${one}`,
  lossLabel: (by, count, first, last, validation, best) =>
    `每${by.each}的损失：${count} ${by.many}后，训练损失从 ${first} 到 ${last}` +
    `${validation ? `，验证损失为 ${validation}` : ''}${best ? `，第 ${best} ${by.one}最好` : ''}。`,

  density: '预测与实际',
  densityOf: (squares, outside) =>
    (squares ? '每个方块是一小段取值，越深行越多' : '每个点是一行') + (outside ? `；${outside}在图外` : ''),
  actual: (target) => `实际 ${target}`,
  predicted: '预测',
  rows: '行',
  densityLabel: (target, low, high, rows, near) =>
    `${target} 的预测与实际，从 ${low} 到 ${high}，${rows}：一半的行离对角线不到 ${near}。`,
  sliceHead: (target) => [`实际 ${target} 从`, '到', '行数', '实际平均', '预测平均', '偏差中位数'],

  residuals: '残差',
  residualsOf: (rows, outside) => `实际减预测，${rows}${outside ? `；${outside}在图外` : ''}`,
  residual: '实际减预测',
  within: (amount): [string, string] => ['80\u00a0% 在', `±${amount} 以内`],
  residualsLabel: (within, mode, below, above) =>
    `残差：多数行接近 ${mode}，80\u00a0% 在 ${within} 以内；${below} 的行预测偏高，${above} 偏低。`,
  binHead: ['从', '到', '行数'],

  roc: 'ROC 曲线',
  rocOf: (area) => `曲线下面积 ${area}，乱猜是 0.5`,
  rocEach: '每一类对其余各类；虚线对角线是乱猜',
  alarms: '误报率',
  found: (name) => `找到的“${name}”`,
  foundEach: '找到的比例',
  threshold: (value) => `阈值 ${value}`,
  foundAt: (found, alarms) => `找到 ${found}，误报 ${alarms}`,
  rocLabel: (curves) => `ROC 曲线：${curves}。`,
  areaOf: (name, area) => `“${name}”的面积为 ${area}`,
  rocHead: ['类', '阈值', '找到', '误报'],
};
