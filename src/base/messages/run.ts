import type { Sentence } from './sentence.ts';

/** Says how a run goes on, whatever its stage. */
export const run = {
  'run.stopped': {
    en: { message: 'The run was stopped.' },
    zh: { message: '运行已停止。' },
  },
  'run.failed': {
    en: {
      message: 'Something failed that nobody foresaw: {detail}.',
      hint: 'Nothing you had is lost. Try again; if it happens again, report it with this text.',
    },
    zh: {
      message: '发生了未预料的错误：{detail}。',
      hint: '您的数据没有丢失。请再试一次；如果再次发生，请附上这段文字反馈。',
    },
  },
  'run.crashed': {
    en: {
      message: 'The part that works on the data ended unexpectedly and was started again: {detail}.',
      hint: 'Saved models are safe, and the files are read again by themselves. Try again, with fewer rows if it happens again.',
    },
    zh: {
      message: '处理数据的部分意外结束，已重新启动：{detail}。',
      hint: '已保存的模型不受影响，文件会自动重新读取。请再试一次；如果再次发生，请减少行数。',
    },
  },
  'run.needs-files': {
    en: { message: 'The files of this run are not kept here: {files}.', hint: 'Pick them again, then start it.' },
    zh: { message: '此运行的文件未保存在这里：{files}。', hint: '请重新选择这些文件，然后开始。' },
  },
  'run.not-over': {
    en: { message: 'The run {id} is not over, so it cannot be started again.', hint: 'Stop it first.' },
    zh: { message: '运行 {id} 尚未结束，不能再次开始。', hint: '请先停止它。' },
  },
} as const satisfies Record<`run.${string}`, Sentence>;
