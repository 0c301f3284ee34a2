import { formatMessage } from '../../base/messages.ts';
import type { RunEvent } from '../../base/run.ts';

/** Writes an event as a line of the log in English, or null where it is none. Tokens stream. */
export function toLogLine(event: RunEvent, now: number): LogLine | null {
  if (event.type === 'token') {
    return { at: isoTime(now), stage: 'train', level: 'note', message: event.text, stream: true };
  }
  if (event.type !== 'log') return null;
  const { at, stage, level, code, params } = event;
  return { at: isoTime(at), stage, level, message: formatMessage(code, params, 'en').message };
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** One line of the log as callers get it; `at` is ISO 8601. */
export interface LogLine {
  at: string;
  stage: string;
  level: string;
  message: string;
  stream?: boolean;
}
