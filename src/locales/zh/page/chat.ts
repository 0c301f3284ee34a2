import type { chat as english } from '../../en/page/chat.ts';

/** Texts of the connection to a chat server: the test before a run, the key where a model is used. Values come written. */
export const chat: typeof english = {
  test: '测试连接',
  testing: '正在测试…',
  testNote: (host) => `只向 ${host} 发送“ping”一词，不发送表格的任何内容。`,
  works: (model, host, time) => `${host} 的 ${model} 在 ${time}内作出了回应。`,
  key: 'API 密钥',
  keyNote: (host) => `用于 ${host}，只留在此标签页的内存中。`,
  keyKnown: '将使用此页面上已填写的密钥。',
};
