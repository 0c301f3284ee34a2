import { formatMessage, type Code, type Params } from './messages.ts';

/**
 * Stops a run or a call with a permanent code; the messages for it stand in `locales/`.
 * `message` and `hint` are English here; a page renders `code` + `params` in the person's own language.
 */
export class AppError<C extends Code = Code> extends Error {
  readonly code: C;
  readonly params: Params<C>;
  readonly hint: string;

  constructor(code: C, params: Params<C>, cause?: unknown) {
    const { message, hint } = formatMessage(code, params, 'en');
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.hint = hint;
  }
}

/** Is true for the rejection of a stopped run or call. */
export function isStopped(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Makes the error of a stopped run: code `run.stopped`, name `AbortError`. */
export function stoppedError(): AppError<'run.stopped'> {
  const error = new AppError('run.stopped', {});
  error.name = 'AbortError';
  return error;
}

/** Makes whatever was thrown an error with a code. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('run.failed', { detail: error instanceof Error ? error.message : String(error) }, error);
}
