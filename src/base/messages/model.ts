import type { Sentence } from './sentence.ts';

/** Says what happened to saved models and model files. */
export const model = {
  'model.saved': {
    en: { message: 'Saved as “{name}”.' },
    zh: { message: '已保存为“{name}”。' },
  },
  'model.unknown': {
    en: { message: 'No saved model has the id {id}.', hint: 'List the models with intab.models.list().' },
    zh: { message: '没有编号为 {id} 的模型。', hint: '可用 intab.models.list() 查看所有模型。' },
  },
  'model.bad-recipe': {
    en: {
      message: 'The model file holds a recipe that does not fit at {place}: {problem}.',
      hint: 'The file is damaged or was changed: ask for it again.',
    },
    zh: {
      message: '模型文件的预处理部分在 {place} 处有误：{problem}。',
      hint: '文件已损坏或被改动：请重新获取该文件。',
    },
  },
  'model.bad-size': {
    en: {
      message: 'The parts of the model do not fit: {expected} numbers were expected, {found} are there.',
      hint: 'The model file is damaged or was changed: ask for it again, or train the model again.',
    },
    zh: {
      message: '模型的各部分不相符：应有 {expected} 个数，实有 {found} 个。',
      hint: '模型文件已损坏或被改动：请重新获取该文件，或重新训练。',
    },
  },
  'model.storage-full': {
    en: {
      message: 'The browser has no room left to keep “{name}”.',
      hint: 'It is still usable until this page closes: download the model file now, or remove models that you no longer need.',
    },
    zh: {
      message: '浏览器的存储空间已满，无法保存“{name}”。',
      hint: '在关闭此页面之前仍可使用它：请立即下载模型文件，或删除不再需要的模型。',
    },
  },
  'model.no-cache': {
    en: {
      message: 'This page cannot keep a downloaded model: browsers allow that only on https and on localhost.',
      hint: 'Open Intab by https or on localhost, or choose the model’s files here.',
    },
    zh: {
      message: '此页面无法保存下载的模型：浏览器只允许在 https 或 localhost 页面上这样做。',
      hint: '请通过 https 或 localhost 打开 Intab，或在此选择模型文件。',
    },
  },
  'model.storage-failed': {
    en: {
      message: 'The browser did not keep “{name}”: {detail}.',
      hint: 'It is still usable until this page closes: download the model file now. A private window keeps nothing.',
    },
    zh: {
      message: '浏览器未能保存“{name}”：{detail}。',
      hint: '在关闭此页面之前仍可使用它：请立即下载模型文件。隐私窗口不会保存任何内容。',
    },
  },
  'model.bad-link': {
    en: {
      message: 'The link names no model file that may be fetched.',
      hint: 'Only https addresses and those of this site are. Download the file, then open it here.',
    },
    zh: {
      message: '链接中没有可获取的模型文件。',
      hint: '只获取 https 地址和本站的地址。请先下载该文件，再在此打开。',
    },
  },
  'model.not-a-model': {
    en: {
      message: '{file} is not a model file.',
      hint: 'Choose a file that ends in .intab, as “Save model file” makes it.',
    },
    zh: { message: '{file} 不是模型文件。', hint: '请选择由“保存模型文件”生成的 .intab 文件。' },
  },
  'model.cut': {
    en: { message: '{file} is cut off: its end is missing.', hint: 'Download or copy the file again, whole.' },
    zh: { message: '{file} 不完整：文件末尾缺失。', hint: '请重新下载或复制完整的文件。' },
  },
  'model.too-many-members': {
    en: {
      message: 'The model file holds {count} files; at most {most} are allowed.',
      hint: 'This is not how Intab writes model files. Ask for it again where it came from.',
    },
    zh: {
      message: '模型文件中有 {count} 个文件，最多允许 {most} 个。',
      hint: '这不是 Intab 生成的模型文件，请向来源重新索取。',
    },
  },
  'model.too-large': {
    en: {
      message: 'Unpacked, the model file would take {megabytes} MB; at most {most} MB are allowed.',
      hint: 'This is not how Intab writes model files. Ask for it again where it came from.',
    },
    zh: {
      message: '模型文件解压后将占用 {megabytes} MB，最多允许 {most} MB。',
      hint: '这不是 Intab 生成的模型文件，请向来源重新索取。',
    },
  },
  'model.bad-path': {
    en: {
      message: 'The model file holds a file with the path “{member}”, which is not allowed.',
      hint: 'Somebody may have made it to do harm. Ask for it again where it came from.',
    },
    zh: { message: '模型文件中含有不允许的路径“{member}”。', hint: '该文件可能被恶意制作，请向来源重新索取。' },
  },
  'model.duplicate-member': {
    en: {
      message: 'The model file holds “{member}” twice.',
      hint: 'Somebody may have changed it. Ask for it again where it came from.',
    },
    zh: { message: '模型文件中“{member}”出现了两次。', hint: '该文件可能被改动，请向来源重新索取。' },
  },
  'model.missing-member': {
    en: {
      message: 'The model file lacks “{member}”.',
      hint: 'The file is damaged or was changed: ask for it again.',
    },
    zh: { message: '模型文件缺少“{member}”。', hint: '文件已损坏或被改动，请重新索取。' },
  },
  'model.unlisted-member': {
    en: {
      message: 'The model file holds “{member}”, which its list of contents does not name.',
      hint: 'Somebody added it. Ask for the file again where it came from.',
    },
    zh: { message: '模型文件中的“{member}”不在其内容清单里。', hint: '它是后来添加的，请向来源重新索取该文件。' },
  },
  'model.bad-checksum': {
    en: {
      message: '“{member}” in the model file is not what it was when it was saved.',
      hint: 'The file is damaged or was changed: ask for it again.',
    },
    zh: { message: '模型文件中的“{member}”与保存时不一致。', hint: '文件已损坏或被改动，请重新索取。' },
  },
  'model.newer-version': {
    en: {
      message: 'The model file has format {version}; this version of Intab reads up to format {known}.',
      hint: 'Reload the page to get the newest Intab, then open the file again.',
    },
    zh: {
      message: '模型文件的格式为 {version}，此版本的 Intab 最高支持 {known}。',
      hint: '请刷新页面以获取最新版 Intab，再打开该文件。',
    },
  },
  'model.bad-content': {
    en: {
      message: '“{member}” in the model file cannot be used: {problem}.',
      hint: 'The file is damaged or was changed: ask for it again.',
    },
    zh: { message: '模型文件中的“{member}”无法使用：{problem}。', hint: '文件已损坏或被改动，请重新索取。' },
  },
  'model.bad-safetensors': {
    en: {
      message: '{file} is not a whole safetensors file: {problem}.',
      hint: 'Download the file again; if it stays so, ask whoever made the model.',
    },
    zh: {
      message: '{file} 不是完整的 safetensors 文件：{problem}。',
      hint: '请重新下载该文件；若仍如此，请联系模型的作者。',
    },
  },
  'model.not-a-writer': {
    en: {
      message: 'A model of the kind {architecture} does not continue texts.',
      hint: 'Choose a causal language model, such as SmolLM2 or Qwen, with ONNX weights.',
    },
    zh: {
      message: '{architecture} 类型的模型不能续写文本。',
      hint: '请选择带 ONNX 权重的因果语言模型，例如 SmolLM2 或 Qwen。',
    },
  },
  'model.unsupported-architecture': {
    en: {
      message: 'A model of the kind {architecture} cannot be used here as a text classifier.',
      hint: 'Choose a text classifier made from one of these: {known}.',
    },
    zh: {
      message: '此处无法将 {architecture} 类型的模型用作文本分类器。',
      hint: '请选择由以下任一架构制作的文本分类模型：{known}。',
    },
  },
  'model.missing-tensor': {
    en: {
      message: 'The model’s weights lack “{name}”.',
      hint: 'config.json and model.safetensors must come from the same model: get both again.',
    },
    zh: {
      message: '模型权重中缺少“{name}”。',
      hint: 'config.json 与 model.safetensors 必须来自同一个模型：请重新获取这两个文件。',
    },
  },
  'model.bad-tensor': {
    en: {
      message: 'In the model’s weights “{name}” is {found}; config.json says {expected}.',
      hint: 'config.json and model.safetensors must come from the same model: get both again.',
    },
    zh: {
      message: '模型权重中“{name}”的形状为 {found}，而 config.json 说明为 {expected}。',
      hint: 'config.json 与 model.safetensors 必须来自同一个模型：请重新获取这两个文件。',
    },
  },
  'model.missing-file': {
    en: {
      message: 'The folder of the model {model} lacks {file}.',
      hint: 'It needs config.json, tokenizer.json (or vocab.txt), and onnx/model.onnx or model.safetensors.',
    },
    zh: {
      message: '模型 {model} 的文件夹中缺少 {file}。',
      hint: '需要 config.json、tokenizer.json（或 vocab.txt），以及 onnx/model.onnx 或 model.safetensors。',
    },
  },
  'model.bad-onnx': {
    en: {
      message: 'ONNX Runtime cannot use the model: {problem}.',
      hint: 'The file may be damaged: download it again. A model with safetensors works too.',
    },
    zh: {
      message: 'ONNX Runtime 无法使用该模型：{problem}。',
      hint: '文件可能已损坏：请重新下载。带有 safetensors 的模型也可以使用。',
    },
  },
} as const satisfies Record<`model.${string}`, Sentence>;
