import type { Sentence } from './sentence.ts';

/** Says what happened while files were read. */
export const read = {
  'read.empty': {
    en: { message: '{file} is empty.', hint: 'Choose a file that has a header row and data.' },
    zh: { message: '{file} 是空的。', hint: '请选择带有标题行和数据的文件。' },
  },
  'read.header-only': {
    en: {
      message: '{file} has a header row but no data below it.',
      hint: 'Choose a file with data, or say that it has no header row.',
    },
    zh: { message: '{file} 只有标题行，没有数据。', hint: '请选择有数据的文件，或说明它没有标题行。' },
  },
  'read.done': {
    en: { message: 'Read {file}: {rows row|rows}, {columns column|columns}.' },
    zh: { message: '已读取 {file}：{rows} 行，{columns} 列。' },
  },
  'read.bad-url': {
    en: { message: '“{url}” is not an address of a file.', hint: 'Give a File, a Blob, or an http(s) address.' },
    zh: { message: '“{url}”不是文件地址。', hint: '请给出 File、Blob 或 http(s) 地址。' },
  },
  'read.unreachable': {
    en: {
      message: '{file} could not be fetched from {host}: no answer reached this page.',
      hint: 'Either the network is off or {host} does not allow other pages to read it (CORS). Download the file and choose it here.',
    },
    zh: {
      message: '无法从 {host} 获取 {file}：没有收到回应。',
      hint: '可能网络已断开，或 {host} 不允许其他页面读取（CORS）。请先下载该文件，再在此选择。',
    },
  },
  'read.refused': {
    en: {
      message: '{host} answered {status} for {file}.',
      hint: 'Check the address, or download the file and choose it here.',
    },
    zh: { message: '{host} 对 {file} 的回应是 {status}。', hint: '请检查地址，或先下载该文件再在此选择。' },
  },
} as const satisfies Record<`read.${string}`, Sentence>;
