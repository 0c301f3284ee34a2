import { expose as exposeApi, transfer, transferHandlers, wrap as wrapEndpoint, type Endpoint } from 'comlink';
import { AppError } from './errors.ts';
import { isCode, type Code, type Params } from './messages.ts';

export { transfer };

/** An error as it crosses between a worker and the page. */
export interface WireError {
  name: string;
  message: string;
  code?: string;
  params?: Params<Code>;
  stack?: string;
}

/** Takes an error apart so that code and params cross a worker's border (a structured clone would keep only its message). */
function toWire(error: unknown): WireError {
  if (error instanceof AppError) {
    const { name, message, code, params, stack } = error;
    return { name, message, code, params, stack };
  }
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack };
  return { name: 'Error', message: String(error) };
}

/** Makes the error again on the other side; what has no known code becomes `run.failed`, a stopped call keeps its name `AbortError`. */
function fromWire({ name, message, code, params, stack }: WireError): AppError {
  const known = code !== undefined && isCode(code);
  const error: AppError = known
    ? new AppError(code, params as Params<typeof code>)
    : new AppError('run.failed', { detail: `${name}: ${message}` });
  if (known) error.name = name;
  if (stack) error.stack = stack;
  return error;
}

/** Calls an api at the other end of an endpoint; `Api` is an interface whose functions, nested ones too, all give promises. */
export function wrap<Api extends object>(endpoint: Endpoint): Api {
  return wrapEndpoint(endpoint) as unknown as Api;
}

/** Answers calls that arrive at an endpoint; what it throws arrives as the same `AppError`. */
export function expose(api: object, endpoint?: Endpoint): void {
  exposeApi(api, endpoint);
}

const thrown = transferHandlers.get('throw');
if (thrown) {
  transferHandlers.set('throw', {
    canHandle: (value): value is unknown => thrown.canHandle(value),
    serialize: (value) => [toWire((value as { value: unknown }).value), []],
    deserialize: (value): never => {
      throw fromWire(value as WireError);
    },
  });
}
