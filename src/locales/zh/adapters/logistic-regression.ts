import type { AdapterTexts } from '../../adapter-texts.ts';

/** The Chinese of Logistic regression. */
export const logisticRegression: AdapterTexts = {
  label: '逻辑回归',
  summary: '每一类的概率，边界是直的。',
  options: {
    C: { label: '自由度（C）', help: '系数惩罚的倒数。数值越小，系数越小，概率越平缓。' },
    class_weight: {
      label: '类别权重',
      help: '均衡：少见类别的行权重更大，使每个类别的总权重相同。',
      choices: {
        null: '原样',
        balanced: '均衡',
      },
    },
    fit_intercept: { label: '截距', help: '为每个类别的总和加一个常数，该常数不受惩罚。' },
    max_iter: { label: '最多迭代次数（max_iter）', help: '达到此步数即停止，即使系数仍在变化；发生时会告知。' },
    tol: { label: '停止阈值（tol）', help: '损失的梯度低于此值时，系数视为已收敛。' },
  },
};
