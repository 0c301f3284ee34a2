import type { AdapterTexts } from '../../adapter-texts.ts';

/** The Chinese of Hugging Face text model. */
export const huggingfaceText: AdapterTexts = {
  label: 'Hugging Face 文本模型',
  summary: '事先读过大量文本的 Transformer：可直接使用，也可用您的文本和标签训练。',
  options: {
    model_name: {
      label: '模型',
      help: '模型站上的文本分类模型（DistilBERT、BERT、RoBERTa 等），如“owner/name”。经您同意后只下载一次。',
    },
    train: {
      label: '训练范围',
      help: '训练需要目标列和带 safetensors 的模型，标签可以是新的。开始前会告知所需时间和内存。',
      choices: {
        none: '不训练：直接使用',
        head: '分类头：快，任何电脑均可',
        last_layer: '最后一层和分类头',
        lora: 'LoRA：处处添加少量参数',
        full: '整个模型：最好，没有 GPU 时很慢',
      },
    },
    epochs: { label: '训练轮数', help: '全部文本读取的次数。保留验证损失最低的一轮。' },
    learning_rate: {
      label: '学习率',
      help: '留空：训练整个模型时为 5e-5，最后一层和 LoRA 为 5e-4。小模型可用更大的值，约 1e-3。',
    },
    batch_size: { label: '批量大小', help: '每一步的文本数。越少，所需内存越小。' },
    max_length: {
      label: '文本最多词元数（max_length）',
      help: '其后的内容不会被读取。留空：以模型上限为限。越少越快，所需内存越小。',
    },
    model_host: { label: '模型站', help: '模型站或其镜像的地址，或与本页面同源的模型文件夹，如“models/”。' },
    model_files: {
      label: '模型文件夹',
      help: '用自己的文件夹代替下载：config.json、tokenizer.json，以及 onnx/model.onnx 或 model.safetensors。',
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
    C: { label: '分类头的自由度（C）', help: '只训练分类头时：其权重惩罚的倒数。' },
    weight_decay: { label: '权重衰减', help: '每一步权重收缩的比例，乘以学习率。偏置和归一化参数除外。' },
    warmup: { label: '预热', help: '学习率升至最大值所用步数的比例；之后逐步降到 0。' },
    validation_fraction: { label: '留作验证的比例', help: '用于挑选最佳轮次的训练行比例。为 0 时保留最后一轮。' },
    max_memory: { label: '最大内存（MB）', help: '所需超过此值的训练在开始前即被拒绝。留空：按浏览器可提供的估计。' },
    random_state: {
      label: '随机种子（random_state）',
      help: '在同一引擎上，相同的种子得到相同的模型。留空：使用数据划分的种子。',
    },
  },
};
