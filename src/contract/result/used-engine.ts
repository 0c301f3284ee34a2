import { sayAll } from '../../base/messages/messages.ts';
import type { Said } from '../../base/messages/sentence.ts';
import type { EngineUsed, UsedEngine } from '../model/adapter.ts';

/** Says what computed and why: in parts, for pages, and as one English text, for other programs. */
export function usedEngine(name: EngineUsed, why: readonly Said[]): UsedEngine {
  return { name, reason: sayAll(why, 'en'), why };
}
