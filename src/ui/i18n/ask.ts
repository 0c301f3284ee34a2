import { texts } from './words.ts';

/** Texts of the question before something is fetched from elsewhere. */
export const ask = texts({
  en: {
    title: 'Fetch from another server?',
    what: (host: string, file: string) => `A program on this page wants to fetch “${file}” from ${host}.`,
    sent: 'Only the address is sent. Nothing of your tables leaves this tab.',
    yes: 'Fetch it',
    no: 'Do not fetch',
  },
  zh: {
    title: '要从其他服务器获取吗？',
    what: (host: string, file: string) => `此页面上的程序要从 ${host} 获取“${file}”。`,
    sent: '只会发送该地址，您的表格内容不会离开此标签页。',
    yes: '获取',
    no: '不获取',
  },
});
