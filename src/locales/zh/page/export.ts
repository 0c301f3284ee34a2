import type { exportAs as english } from '../../en/page/export.ts';

/** Texts of taking a model out into other programs. */
export const exportAs: typeof english = {
  head: '带到别处使用',
  make: '生成',
  makeOf: (what) => `生成：${what}`,
  making: '正在生成并核对…',
  save: '保存',
  saveOf: (what) => `保存：${what}`,
  agreed: (rows) => `已在此处用 ${rows}核对：结果一致。`,
  agreedOn: (heldOut, synthetic) => `已在此处用 ${heldOut}和 ${synthetic}核对：结果一致。`,
  large: (size) => `${size}：许多邮件程序不接受这么大的文件。`,
  carries: {
    python: '未在此处运行：可用 --verify 自行核对。',
    project: '未在此处运行：可用 verify.py 核对。',
    sql: '未在此处运行：可用其中第二条语句核对。',
    workbook: '未在此处运行：可在工作表“Verify”中核对。',
  },
  rows: ['行虚拟数据', '行虚拟数据'],
  heldOut: ['行测试数据', '行测试数据'],
  formats: {
    page: ['预测页面', '一个 .html 文件：表单、CSV 输入输出；无需网络；也可作为模型在这里重新打开'],
    onnx: ['ONNX', '模型连同预处理，直接输入原始列，可用于任何 ONNX Runtime'],
    python: ['Python', 'predict.py，只需 numpy'],
    javascript: ['JavaScript', 'predict.mjs，无需依赖'],
    project: ['Python 项目', '用 pandas 和 scikit-learn 重做整个流程，并与此处的数字比较'],
    sql: ['SQL', '对您的表执行一条 SELECT'],
    workbook: ['Excel', '在单元格中输入，即可看到预测'],
  },
};
