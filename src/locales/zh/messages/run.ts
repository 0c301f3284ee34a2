import type { run as english } from '../../en/messages/run.ts';
import type { Translated } from '../../message.ts';

/** Sentences about a run as a whole, whatever its stage. */
export const run: Translated<typeof english> = {
  'run.stopped': { message: '运行已停止。' },
  'run.failed': {
    message: '发生了未预料的错误：{detail}。',
    hint: '您的数据没有丢失。请再试一次；如果再次发生，请附上这段文字反馈。',
  },
  'run.crashed': {
    message: '处理数据的部分意外结束，已重新启动：{detail}。',
    hint: '已保存的模型不受影响，文件会自动重新读取。请再试一次；如果再次发生，请减少行数。',
  },
  'run.needs-files': { message: '此运行的文件未保存在这里：{files}。', hint: '请重新选择这些文件，然后开始。' },
  'run.not-over': { message: '运行 {id} 尚未结束，不能再次开始。', hint: '请先停止它。' },
};
