import type { exported as english } from '../../en/messages/export.ts';
import type { Translated } from '../../message.ts';

export const exported: Translated<typeof english> = {
  'export.no-form': {
    message: '类型为 {model} 的模型无法写成这种格式。',
    hint: '请保存为模型文件，可在任何 Intab 中打开。',
  },
  'export.not-linear': {
    message: '只有线性回归和逻辑回归能写成公式。',
    hint: '此模型请使用 Python 或 JavaScript 代码，或预测页面。',
  },
  'export.too-long': {
    message: '公式将有 {letters} 个字符，Excel 最多接受 {most} 个。',
    hint: '请改用 SQL、Python 或 JavaScript 代码。',
  },
  'export.too-large': {
    message: '文件将有 {megabytes} MB，这种格式超过 {most} MB 就无法再打开。',
    hint: '请改为保存模型文件，或训练更小的模型：减少层数、树或词项（max_features、min_df）。',
  },
  'export.no-page': {
    message: '无法加载预测页面的脚本（状态 {status}）。',
    hint: '请在联网时刷新 Intab，再重新导出。',
  },
  'export.no-predictions': { message: '这些预测已不在内存中。', hint: '请重新预测，再下载工作簿。' },
  'export.too-many-rows': { message: '共有 {rows} 行，Excel 工作表最多 {most} 行。', hint: '请下载 CSV 格式的预测。' },
  'export.disagrees': {
    message: '{format} 导出的结果为 {found}，而模型的结果为 {expected}，因此不提供下载。',
    hint: '请反馈此问题；模型本身无误，可保存为模型文件。',
  },
};
