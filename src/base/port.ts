import type { RunEvent } from './run.ts';

/**
 * How a call hears of progress and is stopped: one MessagePort a call. Worker posts RunEvents, the page posts 'stop'. The answer of a call comes by
 * another way and may overtake its last events: the page asks for an 'end', and the worker posts it after all it said.
 */
export type RunPort = MessagePort;

export type PortMessage = RunEvent | 'stop' | 'end';
