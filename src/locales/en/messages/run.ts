import type { Message } from '../../message.ts';

/** Sentences about a run as a whole, whatever its stage. */
export const run = {
  'run.stopped': { message: 'The run was stopped.' },
  'run.failed': {
    message: 'Something failed that nobody foresaw: {detail}.',
    hint: 'Nothing you had is lost. Try again; if it happens again, report it with this text.',
  },
  'run.crashed': {
    message: 'The part that works on the data ended unexpectedly and was started again: {detail}.',
    hint: 'Saved models are safe, and the files are read again by themselves. Try again, with fewer rows if it happens again.',
  },
  'run.needs-files': {
    message: 'The files of this run are not kept here: {files}.',
    hint: 'Pick them again, then start it.',
  },
  'run.not-over': { message: 'The run {id} is not over, so it cannot be started again.', hint: 'Stop it first.' },
} as const satisfies Record<`run.${string}`, Message>;
