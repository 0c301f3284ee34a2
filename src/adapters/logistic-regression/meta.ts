import type { AdapterMeta } from '../../contract/model/adapter.ts';

/** Describes logistic regression: L2-penalised, two classes or more. */
export const logisticRegression = {
  label: { en: 'Logistic regression', zh: '逻辑回归' },
  summary: {
    en: 'A probability for each class, with straight borders.',
    zh: '每一类的概率，边界是直的。',
  },
  tasks: ['classification'],
  input: 'features',
  control: { preprocess: true, normalize: null, postprocess: null },
  suggested: { normalize: true, postprocess: true },
  scaling: 'standard',
  scalesTarget: false,
  encoding: 'one-hot',
  takesMissing: false,
  learnsBy: 'iterations',
  leavesTab: false,
  options: [
    {
      name: 'C',
      kind: 'number',
      default: 1,
      above: 0,
      label: { en: 'Freedom (C)', zh: '自由度（C）' },
      help: {
        en: 'The inverse of the penalty on the coefficients. Smaller values give smaller coefficients and calmer probabilities.',
        zh: '系数惩罚的倒数。数值越小，系数越小，概率越平缓。',
      },
    },
    {
      name: 'class_weight',
      kind: 'choice',
      default: null,
      choices: [null, 'balanced'],
      choiceLabels: {
        null: { en: 'as they are', zh: '原样' },
        balanced: { en: 'balanced', zh: '均衡' },
      },
      label: { en: 'Class weights', zh: '类别权重' },
      help: {
        en: 'Balanced: rows of rare classes weigh more, so that every class weighs the same in all.',
        zh: '均衡：少见类别的行权重更大，使每个类别的总权重相同。',
      },
    },
    {
      name: 'fit_intercept',
      kind: 'boolean',
      default: true,
      advanced: true,
      label: { en: 'Intercept', zh: '截距' },
      help: {
        en: 'Adds a constant to the sum of each class. It is not penalised.',
        zh: '为每个类别的总和加一个常数，该常数不受惩罚。',
      },
    },
    {
      name: 'max_iter',
      kind: 'integer',
      default: 1000,
      min: 1,
      max: 1_000_000,
      advanced: true,
      label: { en: 'Most iterations (max_iter)', zh: '最多迭代次数（max_iter）' },
      help: {
        en: 'Stops after so many steps even if the coefficients still move; you are told when that happens.',
        zh: '达到此步数即停止，即使系数仍在变化；发生时会告知。',
      },
    },
    {
      name: 'tol',
      kind: 'number',
      default: 1e-8,
      min: 0,
      max: 1,
      advanced: true,
      label: { en: 'Stopping threshold (tol)', zh: '停止阈值（tol）' },
      help: {
        en: 'The slope of the loss below which the coefficients count as settled.',
        zh: '损失的梯度低于此值时，系数视为已收敛。',
      },
    },
  ],
} as const satisfies AdapterMeta;
