import type { model as english } from '../../en/messages/model.ts';
import type { Translated } from '../../message.ts';

/** Says what happened to saved models and model files. */
export const model: Translated<typeof english> = {
  'model.saved': { message: '已保存为“{name}”。' },
  'model.unknown': { message: '没有编号为 {id} 的模型。', hint: '可用 intab.models.list() 查看所有模型。' },
  'model.bad-recipe': {
    message: '模型文件的预处理部分在 {place} 处有误：{problem}。',
    hint: '文件已损坏或被改动：请重新获取该文件。',
  },
  'model.bad-size': {
    message: '模型的各部分不相符：应有 {expected} 个数，实有 {found} 个。',
    hint: '模型文件已损坏或被改动：请重新获取该文件，或重新训练。',
  },
  'model.storage-full': {
    message: '浏览器的存储空间已满，无法保存“{name}”。',
    hint: '在关闭此页面之前仍可使用它：请立即下载模型文件，或删除不再需要的模型。',
  },
  'model.no-cache': {
    message: '此页面无法保存下载的模型：浏览器只允许在 https 或 localhost 页面上这样做。',
    hint: '请通过 https 或 localhost 打开 Intab，或在此选择模型文件。',
  },
  'model.storage-failed': {
    message: '浏览器未能保存“{name}”：{detail}。',
    hint: '在关闭此页面之前仍可使用它：请立即下载模型文件。隐私窗口不会保存任何内容。',
  },
  'model.bad-link': {
    message: '链接中没有可获取的模型文件。',
    hint: '只获取 https 地址和本站的地址。请先下载该文件，再在此打开。',
  },
  'model.not-a-model': { message: '{file} 不是模型文件。', hint: '请选择由“保存模型文件”生成的 .intab 文件。' },
  'model.cut': { message: '{file} 不完整：文件末尾缺失。', hint: '请重新下载或复制完整的文件。' },
  'model.too-many-members': {
    message: '模型文件中有 {count} 个文件，最多允许 {most} 个。',
    hint: '这不是 Intab 生成的模型文件，请向来源重新索取。',
  },
  'model.too-large': {
    message: '模型文件解压后将占用 {megabytes} MB，最多允许 {most} MB。',
    hint: '这不是 Intab 生成的模型文件，请向来源重新索取。',
  },
  'model.bad-path': {
    message: '模型文件中含有不允许的路径“{member}”。',
    hint: '该文件可能被恶意制作，请向来源重新索取。',
  },
  'model.duplicate-member': {
    message: '模型文件中“{member}”出现了两次。',
    hint: '该文件可能被改动，请向来源重新索取。',
  },
  'model.missing-member': { message: '模型文件缺少“{member}”。', hint: '文件已损坏或被改动，请重新索取。' },
  'model.unlisted-member': {
    message: '模型文件中的“{member}”不在其内容清单里。',
    hint: '它是后来添加的，请向来源重新索取该文件。',
  },
  'model.bad-checksum': { message: '模型文件中的“{member}”与保存时不一致。', hint: '文件已损坏或被改动，请重新索取。' },
  'model.newer-version': {
    message: '模型文件的格式为 {version}，此版本的 Intab 最高支持 {known}。',
    hint: '请刷新页面以获取最新版 Intab，再打开该文件。',
  },
  'model.bad-content': {
    message: '模型文件中的“{member}”无法使用：{problem}。',
    hint: '文件已损坏或被改动，请重新索取。',
  },
  'model.bad-safetensors': {
    message: '{file} 不是完整的 safetensors 文件：{problem}。',
    hint: '请重新下载该文件；若仍如此，请联系模型的作者。',
  },
  'model.not-a-writer': {
    message: '{architecture} 类型的模型不能续写文本。',
    hint: '请选择带 ONNX 权重的因果语言模型，例如 SmolLM2 或 Qwen。',
  },
  'model.unsupported-architecture': {
    message: '此处无法将 {architecture} 类型的模型用作文本分类器。',
    hint: '请选择由以下任一架构制作的文本分类模型：{known}。',
  },
  'model.missing-tensor': {
    message: '模型权重中缺少“{name}”。',
    hint: 'config.json 与 model.safetensors 必须来自同一个模型：请重新获取这两个文件。',
  },
  'model.bad-tensor': {
    message: '模型权重中“{name}”的形状为 {found}，而 config.json 说明为 {expected}。',
    hint: 'config.json 与 model.safetensors 必须来自同一个模型：请重新获取这两个文件。',
  },
  'model.missing-file': {
    message: '模型 {model} 的文件夹中缺少 {file}。',
    hint: '需要 config.json、tokenizer.json（或 vocab.txt），以及 onnx/model.onnx 或 model.safetensors。',
  },
  'model.bad-onnx': {
    message: 'ONNX Runtime 无法使用该模型：{problem}。',
    hint: '文件可能已损坏：请重新下载。带有 safetensors 的模型也可以使用。',
  },
};
