import { texts } from './words.ts';

/** Texts of the question before something leaves the tab or comes from elsewhere. */
export const ask = texts({
  en: {
    title: 'Fetch from another server?',
    what: (host: string, file: string) => `A program on this page wants to fetch “${file}” from ${host}.`,
    modelTitle: 'Download a model?',
    model: (name: string, files: string, host: string) =>
      `“${name}” (${files}) comes from ${host} and is kept in this browser.`,
    files: ['file', 'files'] as [string, string],
    sent: 'Only the address is sent. Nothing of your tables leaves this tab.',
    yes: 'Fetch it',
    no: 'Do not fetch',
  },
  zh: {
    title: '要从其他服务器获取吗？',
    what: (host: string, file: string) => `此页面上的程序要从 ${host} 获取“${file}”。`,
    modelTitle: '要下载模型吗？',
    model: (name: string, files: string, host: string) =>
      `“${name}”（${files}）将从 ${host} 下载，并保存在此浏览器中。`,
    files: ['个文件', '个文件'] as [string, string],
    sent: '只会发送该地址，您的表格内容不会离开此标签页。',
    yes: '获取',
    no: '不获取',
  },
});
