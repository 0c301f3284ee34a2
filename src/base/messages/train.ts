import type { Sentence } from './sentence.ts';

/** Says what happened while a model was fitted. */
export const train = {
  'train.start': {
    en: { message: 'Training {model} on {rows row|rows}, {features feature|features}.' },
    zh: { message: '正在训练{model}：{rows} 行，{features} 个特征。' },
  },
  'train.done': {
    en: { message: 'Trained in {seconds} s.' },
    zh: { message: '训练完成，用时 {seconds} 秒。' },
  },
  'train.one-class': {
    en: {
      message: 'Every training row has the class “{label}”.',
      hint: 'A classifier needs at least two classes: add rows of another class or predict another column.',
    },
    zh: {
      message: '所有训练行的类别都是“{label}”。',
      hint: '分类至少需要两个类别：请加入其他类别的行，或预测另一列。',
    },
  },
  'train.not-finite': {
    en: {
      message: 'The loss became {value} in epoch {epoch}.',
      hint: 'Use a smaller learning rate (it was {rate}), or switch normalize on.',
    },
    zh: { message: '第 {epoch} 轮的损失变为 {value}。', hint: '请减小学习率（当前 {rate}），或打开归一化。' },
  },
} as const satisfies Record<`train.${string}`, Sentence>;
