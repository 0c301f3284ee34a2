import type { AdapterTexts } from '../../adapter-texts.ts';

/** The Chinese of DNN. */
export const dnn: AdapterTexts = {
  label: 'DNN',
  summary: '能弯曲的神经网络：行多、关系不直时用。',
  options: {
    hidden_layer_sizes: { label: '隐藏层', help: '从输入起每个隐藏层的单元数：“64, 64”表示两层，每层 64 个。' },
    activation: {
      label: '激活函数',
      help: '每个隐藏单元所用的弯折函数。ReLU 是好的首选；tanh 得到更平滑的曲线。',
      choices: {
        relu: 'ReLU',
        tanh: 'tanh',
        logistic: 'logistic',
        identity: '无（线性）',
      },
    },
    learning_rate_init: { label: '学习率', help: '每一步的大小。过大则损失跳动或溢出，过小则训练很慢。' },
    max_iter: { label: '最多轮数', help: '最多遍历训练行多少次。损失不再下降时会提前结束。' },
    batch_size: {
      label: '批大小',
      help: '每一步所用的行数。留空为 200，行数不足时为全部。批越大每轮越快，但需要更多轮。',
    },
    alpha: { label: 'L2 惩罚（alpha）', help: '把权重拉向 0 以防过拟合（L2，除以批的行数）。' },
    early_stopping: { label: '提前停止', help: '留出部分训练行，当其得分不再上升时停止，并保留最好的网络。' },
    solver: {
      label: '优化器',
      help: '更新规则。Adam 为每个权重调整步长，很少需要调参。',
      choices: {
        adam: 'Adam',
        sgd: '带动量的 SGD',
      },
    },
    momentum: { label: '动量', help: '下一步保留上一步的多少（Nesterov）。仅用于 SGD。' },
    tol: { label: '最小改进（tol）', help: '损失（提前停止时为得分）至少改善这么多，该轮才算有改进。' },
    n_iter_no_change: { label: '耐心（n_iter_no_change）', help: '连续超过这么多轮没有改进时结束训练。' },
    validation_fraction: { label: '留出比例', help: '提前停止用来评判的训练行比例。' },
    class_weight: {
      label: '类别权重',
      help: '均衡：少见类别的行权重更大，使每个类别的总权重相同。仅用于分类。',
      choices: {
        null: '原样',
        balanced: '均衡',
      },
    },
    random_state: { label: '随机种子（random_state）', help: '固定初始权重和行的顺序。留空则使用划分的种子。' },
  },
};
