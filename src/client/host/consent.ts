import { stoppedError } from '../../base/errors.ts';
import type { CallOptions } from '../workers/table-worker.ts';

/** What the person is asked before something leaves the tab or comes from elsewhere. */
export type Question =
  | { purpose: 'dataset'; host: string; file: string }
  | { purpose: 'link'; host: string; file: string }
  | { purpose: 'model'; host: string; name: string; files: number }
  | ({ purpose: 'chat' } & ChatQuestion);

/** What is shown to the person before rows go to a chat server. */
export interface ChatQuestion {
  host: string;
  model: string;
  columns: readonly string[];
  /** Rows to be asked, and rows whose answers are there already. */
  rows: number;
  kept: number;
  /** Estimated tokens to be read, and to be written; null where no longest answer is set. */
  tokensIn: number;
  tokensOut: number | null;
  /** What that costs, in the currency of the prices that were given; null where none was. */
  price: number | null;
  /** Whether the system prompt goes along. */
  system: boolean;
}

/** Asks the person; a question whose signal aborts is taken back and its answer ignored. */
type Ask = (question: Question, signal: AbortSignal) => Promise<boolean>;

let ask: Ask | undefined;

/** Sets how the page asks for a yes; `undefined` = no one can be asked, so whatever needs a yes is refused. */
export function onAsk(how: Ask | undefined): void {
  ask = how;
}

/**
 * Asks for consent, unless the call has it; `nobody` = the question cannot be asked, or the call itself refused.
 * @throws AppError `run.stopped` when the call stops while the person is being asked
 */
export async function answerTo(question: Question, { agree, signal }: CallOptions): Promise<'yes' | 'no' | 'nobody'> {
  if (agree === true) return 'yes';
  if (agree === false || !ask) return 'nobody';
  const call = signal ?? new AbortController().signal;
  const stopped = new Promise<never>((_, reject) => {
    if (call.aborted) reject(stoppedError());
    call.addEventListener('abort', () => reject(stoppedError()), { once: true });
  });
  stopped.catch(() => {});
  return (await Promise.race([ask(question, call), stopped])) ? 'yes' : 'no';
}
