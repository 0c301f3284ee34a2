import { AppError } from '../base/errors.ts';
import { saying } from '../base/messages.ts';
import type { Said } from '../base/sentence.ts';
import type { Engine } from '../contract/request/engine.ts';

/** Names an engine inside of a sentence. */
export function nameOf(engine: Exclude<Engine, 'auto'>): Said {
  return saying(`engine.${engine}`, {});
}

/** Says that an engine was refused, and why. */
export function refusal(engine: Exclude<Engine, 'auto'>, why: Said): Said {
  return saying('engine.refused', { engine: nameOf(engine), why });
}

/** Gives the reason that an engine's error carries: what is said by a code, or else what the library or browser said. */
export function whyOf(error: Error): Said {
  const given: { detail?: unknown } = error instanceof AppError ? error.params : {};
  return isSaid(given.detail)
    ? given.detail
    : saying('engine.broke', { detail: String(given.detail ?? error.message) });
}

function isSaid(detail: unknown): detail is Said {
  return typeof detail === 'object' && detail !== null && 'code' in detail && 'params' in detail;
}
