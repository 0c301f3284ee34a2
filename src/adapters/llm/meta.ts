import type { AdapterMeta } from '../../contract/adapter.ts';

/** Describes language models that write in the tab. */
export const llm = {
  label: { en: 'Language model', zh: '语言模型' },
  summary: {
    en: 'Continues each row’s prompt with a language model that runs in this tab; nothing is sent anywhere.',
    zh: '用在此标签页中运行的语言模型续写每一行的提示；不向任何地方发送数据。',
  },
  tasks: ['generation'],
  input: 'texts',
  control: { preprocess: null, normalize: false, postprocess: false },
  suggested: {},
  scaling: 'standard',
  scalesTarget: false,
  encoding: 'one-hot',
  takesMissing: false,
  leavesTab: false,
  factorsFrom: 'template',
  options: [
    {
      name: 'model_name',
      kind: 'text',
      default: 'HuggingFaceTB/SmolLM2-135M-Instruct',
      label: { en: 'Model', zh: '模型' },
      help: {
        en: 'A causal language model with ONNX weights on the hub, such as “owner/name”. It is downloaded once, after your yes.',
        zh: '模型站上带 ONNX 权重的因果语言模型，如“owner/name”。经您同意后只下载一次。',
      },
    },
    {
      name: 'weights',
      kind: 'choice',
      default: 'q8',
      choices: ['q4', 'q8', 'fp16', 'fp32'],
      label: { en: 'Weights', zh: '权重' },
      help: {
        en: 'How the weights are stored: fewer bits are a smaller download and a little less exact. The folder must have them.',
        zh: '权重的存储方式：位数越少下载越小，精度略低。模型文件夹中须有对应文件。',
      },
    },
    {
      name: 'template',
      kind: 'text',
      default: '',
      multiline: true,
      label: { en: 'Template', zh: '模板' },
      help: {
        en: 'The prompt of each row, with names of columns in braces: Summarise {review}. Empty: the column itself.',
        zh: '每一行的提示，列名写在花括号中：请总结 {review}。留空：直接使用该列。',
      },
    },
    {
      name: 'max_tokens',
      kind: 'integer',
      default: 128,
      min: 1,
      max: 32768,
      label: { en: 'Most tokens of an answer', zh: '回答的最多词元数' },
      help: {
        en: 'An answer ends here at the latest, or where the model’s positions end.',
        zh: '回答最迟在此结束，或在模型的位置用尽处结束。',
      },
    },
    {
      name: 'temperature',
      kind: 'number',
      default: 0,
      min: 0,
      max: 5,
      label: { en: 'Temperature', zh: '温度' },
      help: {
        en: '0 always takes the likeliest token; more lets less likely ones in.',
        zh: '0 总是取最可能的词元；越大则越随机。',
      },
    },
    {
      name: 'top_p',
      kind: 'number',
      default: 1,
      above: 0,
      max: 1,
      advanced: true,
      label: { en: 'Top-p', zh: 'Top-p' },
      help: {
        en: 'Draws from the likeliest tokens that together have this share. Means nothing at temperature 0.',
        zh: '只从合计占此比例的最可能词元中抽取。温度为 0 时无作用。',
      },
    },
    {
      name: 'random_state',
      kind: 'integer',
      default: null,
      nullable: true,
      min: 0,
      max: 4294967295,
      advanced: true,
      label: { en: 'Seed of this model', zh: '此模型的种子' },
      help: {
        en: 'Empty: the seed of the split. The same seed draws the same texts.',
        zh: '留空则用划分的种子。相同的种子抽取相同的文本。',
      },
    },
    {
      name: 'model_host',
      kind: 'text',
      default: 'https://huggingface.co',
      advanced: true,
      label: { en: 'Hub', zh: '模型站' },
      help: {
        en: 'The address of a hub or a mirror of it, or of a folder of models beside this page, such as “models/”.',
        zh: '模型站或其镜像的地址，或与本页面同源的模型文件夹，如“models/”。',
      },
    },
    {
      name: 'model_files',
      kind: 'files',
      default: [],
      advanced: true,
      label: { en: 'Model folder', zh: '模型文件夹' },
      help: {
        en: 'A folder of your own instead of a download: config.json, tokenizer.json and the ONNX weights.',
        zh: '用自己的文件夹代替下载：config.json、tokenizer.json 和 ONNX 权重。',
      },
    },
  ],
} as const satisfies AdapterMeta;
