import type { AdapterTexts } from '../../adapter-texts.ts';

/** The Chinese of Gradient boosting. */
export const gradientBoosting: AdapterTexts = {
  label: '梯度提升',
  summary: '许多小树，每棵修正前面各棵的误差。在多数表格上最准；缺失值和类别可直接使用。',
  options: {
    max_iter: { label: '最多树数', help: '提升的轮数：每轮一棵树；多于两个类别时，每轮每类一棵。' },
    learning_rate: { label: '学习率', help: '每棵树的贡献比例。数值越小，需要的树越多，预测往往更好。' },
    max_leaf_nodes: { label: '每棵树最多叶数', help: '树的大小。行数少时应减少叶数。留空则不限。' },
    min_samples_leaf: { label: '每叶最少行数', help: '行数更少的叶不会产生。表格只有几百行时应减小。' },
    early_stopping: {
      label: '提前停止',
      help: '留出部分训练行，当其损失不再下降时停止。',
      choices: {
        auto: '超过 10,000 行时',
        true: '总是',
        false: '从不',
      },
    },
    l2_regularization: { label: 'L2 惩罚', help: '把叶的取值拉向 0 以防过拟合。' },
    max_depth: { label: '树的最大深度', help: '到达叶之前最多的提问数；为 1 时各因素互不影响。留空则不限。' },
    max_bins: { label: '分箱数（max_bins）', help: '把一个因素的取值分成多少个区间；缺失值另有一个。' },
    monotonic_cst: {
      label: '单调方向（monotonic_cst）',
      help: '其增大只能使预测升高或降低的数值因素，例如“income +, age -”。',
    },
    validation_fraction: { label: '留出比例', help: '提前停止用来评判的训练行比例。留空则以训练损失评判。' },
    n_iter_no_change: { label: '耐心（n_iter_no_change）', help: '连续这么多轮未降低损失时提前停止。' },
    tol: { label: '最小改进（tol）', help: '损失降低超过此值的一轮才算有改进。' },
    class_weight: {
      label: '类别权重',
      help: '均衡：少见类别的行权重更大，使每个类别的总权重相同。仅用于分类。',
      choices: {
        null: '原样',
        balanced: '均衡',
      },
    },
    random_state: {
      label: '随机种子（random_state）',
      help: '固定留出哪些行，以及大表分箱所用的样本。留空则使用划分的种子。',
    },
  },
};
