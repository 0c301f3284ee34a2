import type { AdapterTexts } from '../../adapter-texts.ts';

/** The Chinese of Text classification. */
export const textClassifier: AdapterTexts = {
  label: '文本分类',
  summary: '按词语为任何语言的文本分类。无需下载，并显示起决定作用的词语。',
  options: {
    method: {
      label: '方法',
      help: 'NBSVM 按各类别使用词语的频率之比加权，通常更适合短文本。',
      choices: {
        logistic: 'TF-IDF + 逻辑回归',
        nbsvm: 'NBSVM',
      },
    },
    analyzer: {
      label: '组成单位',
      help: '词；中文、日文、泰文按单字处理。字符可以容忍错别字和词尾变化，建议取 2 到 5 个连续字符。',
      choices: {
        word: '词',
        char_wb: '词内字符',
        char: '字符',
        'word+char_wb': '词，以及词内 3 到 5 个字符',
      },
    },
    ngram_min: { label: '最少连续数', help: '计入的最短连续词数或字符数。' },
    ngram_max: { label: '最多连续数', help: '最长的连续数。取 2 时，“不好”自成一项。' },
    C: { label: '自由度（C）', help: '系数惩罚的倒数。数值越小，越不依赖单个词。留空：10，NBSVM 为 0.1。' },
    class_weight: {
      label: '类别权重',
      help: '均衡：少见类别的行权重更大，使每个类别的总权重相同。',
      choices: {
        null: '原样',
        balanced: '均衡',
      },
    },
    multi_label: {
      label: '一个文本多个标签（multi_label）',
      help: '目标单元格如“体育;财经”视为两个标签，每个标签单独判断。',
      choices: {
        null: '按单元格内容判断',
        true: '是',
        false: '否',
      },
    },
    min_df: {
      label: '最少文本数（min_df）',
      help: '出现在更少文本中的词项会被舍去；小于 1 时表示文本的比例。取 2 可避免只出现一次的名字进入模型文件。',
    },
    max_df: { label: '最多文本数（max_df）', help: '出现在更多文本中的词项会被舍去；不大于 1 时表示文本的比例。' },
    max_features: { label: '最多词项数（max_features）', help: '只保留最常见的词项。留空：全部。' },
    token_pattern: {
      label: '词的界定',
      help: '“词语和符号”适合任何语言；另外两种是与 scikit-learn 相同的简单模式。',
      choices: {
        auto: '词语和符号',
        '\\S+': '以空格分隔（\\S+）',
        '\\w\\w+': '两个以上字母（\\w\\w+）',
      },
    },
    lowercase: { label: '转为小写', help: '“Good”与“good”视为同一个词。' },
    sublinear_tf: {
      label: '抑制重复（sublinear_tf）',
      help: '出现 n 次的词权重为 1 + ln n，而不是 n。NBSVM 只看是否出现。',
    },
    max_iter: { label: '最多迭代次数（max_iter）', help: '达到此步数即停止，即使系数仍在变化；发生时会告知。' },
    tol: { label: '停止阈值（tol）', help: '损失的梯度低于此值时，系数视为已收敛。' },
  },
};
