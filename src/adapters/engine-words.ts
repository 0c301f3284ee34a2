import { AppError } from '../base/errors.ts';
import { phrase } from '../base/messages.ts';
import type { Phrase } from '../base/sentence.ts';
import type { Engine } from '../contract/request/engine.ts';

/** Names an engine inside of a sentence. */
export function enginePhrase(engine: Exclude<Engine, 'auto'>): Phrase {
  return phrase(`engine.${engine}`, {});
}

/** Says that an engine was refused, and why. */
export function refusal(engine: Exclude<Engine, 'auto'>, why: Phrase): Phrase {
  return phrase('engine.refused', { engine: enginePhrase(engine), why });
}

/** Gives the reason that an engine's error carries: what is said by a code, or else what the library or browser said. */
export function engineReason(error: Error): Phrase {
  const given: { detail?: unknown } = error instanceof AppError ? error.params : {};
  return isPhrase(given.detail)
    ? given.detail
    : phrase('engine.broke', { detail: String(given.detail ?? error.message) });
}

function isPhrase(detail: unknown): detail is Phrase {
  return typeof detail === 'object' && detail !== null && 'code' in detail && 'params' in detail;
}
