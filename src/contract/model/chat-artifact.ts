import type { ChatJob } from './jobs.ts';

/** A chat model as it is asked: everything but the key. */
export interface ChatArtifact extends Pick<
  ChatJob,
  'server' | 'model' | 'system' | 'settings' | 'concurrency' | 'tries' | 'timeout' | 'reuse' | 'price'
> {
  form: 'chat';
  /** The text of a prompt with `{column}` where a cell goes; '' = the cell, or of several columns a line each. */
  template: string;
  /** With classes the answer is one of them, as it is written here. */
  classes?: readonly string[];
}
