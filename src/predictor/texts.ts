import { texts } from '../ui/i18n/text-parts.ts';

/** Texts of the page that predicts. */
export const pageTexts = texts({
  en: {
    predicts: (target: string) => `Predicts ${target}`,
    stays: 'This page needs no network: what you type or choose stays on this device.',
    about: 'About this model',
    language: 'Language',
    broken: 'The model in this page cannot be read',
  },
  zh: {
    predicts: (target: string) => `预测 ${target}`,
    stays: '此页面无需网络：您输入或选择的内容都留在本设备上。',
    about: '关于此模型',
    language: '语言',
    broken: '无法读取此页面中的模型',
  },
});
