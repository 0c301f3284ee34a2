import type { Sentence } from './sentence.ts';

export const exported = {
  'export.no-form': {
    en: {
      message: 'A model of the type {model} cannot be written in this form.',
      hint: 'Save it as a model file: that opens in any Intab.',
    },
    zh: { message: '类型为 {model} 的模型无法写成这种格式。', hint: '请保存为模型文件，可在任何 Intab 中打开。' },
  },
  'export.not-linear': {
    en: {
      message: 'Only linear and logistic regression fit into a formula.',
      hint: 'For this model take the Python or JavaScript code, or the page that predicts.',
    },
    zh: { message: '只有线性回归和逻辑回归能写成公式。', hint: '此模型请使用 Python 或 JavaScript 代码，或预测页面。' },
  },
  'export.too-long': {
    en: {
      message: 'The formula would have {letters} characters; Excel takes {most}.',
      hint: 'Take the SQL, Python or JavaScript code instead.',
    },
    zh: {
      message: '公式将有 {letters} 个字符，Excel 最多接受 {most} 个。',
      hint: '请改用 SQL、Python 或 JavaScript 代码。',
    },
  },
  'export.too-large': {
    en: {
      message: 'The file would have {megabytes} MB; in this form at most {most} MB can be opened again.',
      hint: 'Save the model file instead, or train a smaller model: fewer layers, trees or terms (max_features, min_df).',
    },
    zh: {
      message: '文件将有 {megabytes} MB，这种格式超过 {most} MB 就无法再打开。',
      hint: '请改为保存模型文件，或训练更小的模型：减少层数、树或词项（max_features、min_df）。',
    },
  },
  'export.no-page': {
    en: {
      message: 'The script of the page that predicts could not be loaded (status {status}).',
      hint: 'Reload Intab while the network is on, then export again.',
    },
    zh: { message: '无法加载预测页面的脚本（状态 {status}）。', hint: '请在联网时刷新 Intab，再重新导出。' },
  },
  'export.no-predictions': {
    en: { message: 'These predictions are no longer in memory.', hint: 'Predict again, then download the workbook.' },
    zh: { message: '这些预测已不在内存中。', hint: '请重新预测，再下载工作簿。' },
  },
  'export.too-many-rows': {
    en: {
      message: 'There are {rows row|rows}; a sheet of Excel takes {most}.',
      hint: 'Download the predictions as CSV.',
    },
    zh: { message: '共有 {rows} 行，Excel 工作表最多 {most} 行。', hint: '请下载 CSV 格式的预测。' },
  },
  'export.disagrees': {
    en: {
      message: 'The {format} export answered {found} where the model answers {expected}, so it is not offered.',
      hint: 'Please report this; the model itself is fine: save it as a model file.',
    },
    zh: {
      message: '{format} 导出的结果为 {found}，而模型的结果为 {expected}，因此不提供下载。',
      hint: '请反馈此问题；模型本身无误，可保存为模型文件。',
    },
  },
} as const satisfies Record<`export.${string}`, Sentence>;
