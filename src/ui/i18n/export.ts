import { texts } from './words.ts';

/** Texts of taking a model out into other programs. */
export const exportTexts = texts({
  en: {
    head: 'Take it elsewhere',
    make: 'Make',
    makeOf: (what: string) => `Make: ${what}`,
    making: 'Making and checking…',
    save: 'Save',
    saveOf: (what: string) => `Save: ${what}`,
    agreed: (rows: string) => `Ran here on ${rows}: agrees.`,
    carries: 'Not run here: it checks itself with --verify.',
    unchecked: 'Not run here.',
    rows: ['made-up row', 'made-up rows'] as [string, string],
    formats: {
      page: ['A page that predicts', 'one .html file: form, CSV in and out; no network; opens here again as a model'],
      onnx: ['ONNX', 'the model with its preprocessing, raw columns in, for ONNX Runtime anywhere'],
      python: ['Python', 'predict.py, needs numpy alone'],
      javascript: ['JavaScript', 'predict.mjs, needs nothing'],
      project: ['Python project', 'the whole run again in pandas and scikit-learn, with its numbers to compare'],
      sql: ['SQL', 'one SELECT over your table'],
      workbook: ['Excel', 'type into the cells, read the prediction'],
    } as Record<string, [string, string]>,
  },
  zh: {
    head: '带到别处使用',
    make: '生成',
    makeOf: (what) => `生成：${what}`,
    making: '正在生成并核对…',
    save: '保存',
    saveOf: (what) => `保存：${what}`,
    agreed: (rows) => `已在此处用 ${rows}运行：结果一致。`,
    carries: '未在此处运行：可用 --verify 自行核对。',
    unchecked: '未在此处运行。',
    rows: ['行虚拟数据', '行虚拟数据'],
    formats: {
      page: ['预测页面', '一个 .html 文件：表单、CSV 输入输出；无需网络；也可作为模型在这里重新打开'],
      onnx: ['ONNX', '模型连同预处理，直接输入原始列，可用于任何 ONNX Runtime'],
      python: ['Python', 'predict.py，只需 numpy'],
      javascript: ['JavaScript', 'predict.mjs，无需依赖'],
      project: ['Python 项目', '用 pandas 和 scikit-learn 重做整个流程，并与此处的数字比较'],
      sql: ['SQL', '对您的表执行一条 SELECT'],
      workbook: ['Excel', '在单元格中输入，即可看到预测'],
    },
  },
});
