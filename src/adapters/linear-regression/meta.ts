import type { AdapterMeta } from '../../contract/model/adapter.ts';

/** Describes linear regression: exact least squares, with ridge where a penalty is given. */
export const linearRegression = {
  label: { en: 'Linear regression', zh: '线性回归' },
  summary: {
    en: 'A weighted sum you can read, coefficient by coefficient. Try it first.',
    zh: '一个加权和，读得懂每个系数。先跑它。',
  },
  tasks: ['regression'],
  input: 'features',
  control: { preprocess: true, normalize: true, postprocess: false },
  suggested: {},
  scaling: 'minmax',
  scalesTarget: false,
  encoding: 'one-hot',
  takesMissing: false,
  leavesTab: false,
  options: [
    {
      name: 'fit_intercept',
      kind: 'boolean',
      default: true,
      label: { en: 'Intercept', zh: '截距' },
      help: {
        en: 'Adds a constant to the sum. Off: the prediction is 0 where every factor is 0.',
        zh: '在总和上加一个常数。关闭时，所有因素为 0 则预测为 0。',
      },
    },
    {
      name: 'alpha',
      kind: 'number',
      default: 0,
      min: 0,
      label: { en: 'Ridge penalty (alpha)', zh: '岭惩罚（alpha）' },
      help: {
        en: '0 is plain least squares. Larger values pull the coefficients of the scaled factors towards 0, which steadies them when factors say nearly the same.',
        zh: '0 即普通最小二乘。数值越大，缩放后因素的系数越接近 0；当多个因素几乎相同时更稳定。',
      },
    },
    {
      name: 'tol',
      kind: 'number',
      default: Number.EPSILON,
      min: 0,
      max: 1,
      advanced: true,
      label: { en: 'Rank threshold (tol)', zh: '秩阈值（tol）' },
      help: {
        en: 'Directions whose singular value is below this share of the largest count as redundant. Used when alpha is 0.',
        zh: '奇异值低于最大值这一比例的方向视为多余。仅在 alpha 为 0 时使用。',
      },
    },
  ],
} as const satisfies AdapterMeta;
