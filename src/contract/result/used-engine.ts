import { joinPhrases } from '../../base/messages.ts';
import type { Phrase } from '../../base/sentence.ts';
import type { Engine } from '../request/engine.ts';

/** Says what computed and why: in parts, for pages, and as one English text, for other programs. */
export function usedEngine(name: EngineUsed, why: readonly Phrase[]): UsedEngine {
  return { name, reason: joinPhrases(why, 'en'), why };
}

/** What computed in the end; `server` = not this machine. */
export type EngineUsed = Engine | 'server';

/** What computed and why: `reason` in English, `why` the same as phrases, for any language (absent in older models). */
export interface UsedEngine {
  name: EngineUsed;
  reason: string;
  why?: readonly Phrase[];
}
