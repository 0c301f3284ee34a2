import type { AdapterTexts } from '../../adapter-texts.ts';

/** The Chinese of Language model. */
export const llm: AdapterTexts = {
  label: '语言模型',
  summary: '在此标签页中续写每一行的文本：使用现有模型，或用您的文本从零训练一个小模型。',
  options: {
    train: {
      label: '训练',
      help: '从零训练无需下载：小型 Transformer 从您的文本中学习，您可以看着它写得越来越好。',
      choices: {
        none: '不训练：使用现有模型',
        new: '从零开始：用您的文本训练小模型',
      },
    },
    model_name: { label: '模型', help: '模型站上带 ONNX 权重的因果语言模型，如“owner/name”。经您同意后只下载一次。' },
    weights: {
      label: '权重',
      help: '权重的存储方式：位数越少下载越小，精度略低。模型文件夹中须有对应文件。',
      choices: { safetensors: 'safetensors（仅 GPT-2）' },
    },
    tokens: {
      label: '词元',
      help: '模型一次写出的单位。词的片段读写更快；单个字符需要的文本更少。中文宜用单个字符。',
      choices: {
        pairs: '词的片段（字节对）',
        characters: '单个字符',
      },
    },
    steps: { label: '步数', help: '模型被修正的次数。最初几步之后，日志会给出总共所需的时间。' },
    layers: { label: '层数', help: '层数越多学得越多，也越慢。' },
    width: { label: '宽度', help: '描述一个词元的数字个数：须为头数四倍的整数倍。' },
    heads: { label: '头数', help: '每一层可用多少种方式查看前文。' },
    context: { label: '上下文', help: '写下一个词元时向前看的词元数。' },
    vocabulary: { label: '词表大小', help: '词元种类的上限。留空：512 个词片段，或 4096 个最常见字符。' },
    batch_size: { label: '批大小', help: '每步读取的文本段数，每段与上下文等长。' },
    learning_rate: { label: '学习率', help: '每次修正的幅度；在前 100 步上升，之后降至十分之一。' },
    weight_decay: { label: '权重衰减', help: '使参数保持较小，防止死记硬背。' },
    validation_fraction: { label: '验证比例', help: '从训练文本中留出、用于挑选最佳步数的比例。' },
    template: { label: '模板', help: '每一行的提示，列名写在花括号中：请总结 {review}。留空：直接使用该列。' },
    chat: {
      label: '以对话方式提问',
      help: '若模型带有对话模板，则把提示放入模板：遵循指令的模型需要它。关闭则按原样续写文本。',
    },
    max_tokens: { label: '回答的最多词元数', help: '回答最迟在此结束，或在模型的位置用尽处结束。' },
    temperature: { label: '温度', help: '0 总是取最可能的词元；越大则越随机。' },
    top_p: { label: 'Top-p', help: '只从合计占此比例的最可能词元中抽取。温度为 0 时无作用。' },
    random_state: { label: '此模型的种子', help: '留空则用划分的种子。相同的种子抽取相同的文本。' },
    model_host: { label: '模型站', help: '模型站或其镜像的地址，或与本页面同源的模型文件夹，如“models/”。' },
    model_files: { label: '模型文件夹', help: '用自己的文件夹代替下载：config.json、tokenizer.json 和权重。' },
  },
};
