import type { AdapterTexts } from '../../adapter-texts.ts';

/** The Chinese of Linear regression. */
export const linearRegression: AdapterTexts = {
  label: '线性回归',
  summary: '一个加权和，读得懂每个系数。先跑它。',
  options: {
    fit_intercept: { label: '截距', help: '在总和上加一个常数。关闭时，所有因素为 0 则预测为 0。' },
    alpha: {
      label: '岭惩罚（alpha）',
      help: '0 即普通最小二乘。数值越大，缩放后因素的系数越接近 0；当多个因素几乎相同时更稳定。',
    },
    tol: { label: '秩阈值（tol）', help: '奇异值低于最大值这一比例的方向视为多余。仅在 alpha 为 0 时使用。' },
  },
};
