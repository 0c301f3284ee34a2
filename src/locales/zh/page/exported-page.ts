import type { exportedPage as english } from '../../en/page/exported-page.ts';

/** Texts of the exported page, which predicts with one model. */
export const exportedPage: typeof english = {
  predicts: (target) => `预测 ${target}`,
  stays: '此页面无需网络：您输入或选择的内容都留在本设备上。',
  about: '关于此模型',
  language: '语言',
  broken: '无法读取此页面中的模型',
};
