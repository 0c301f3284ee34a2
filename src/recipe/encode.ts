import * as v from 'valibot';
import { booleanKey } from '../tables/cells/booleans.ts';

/** How levels become features: one feature a level, or one feature that holds the level's code. */
export type EncodeSpec = 'one-hot' | 'codes';

/** What was learned: the levels of the training rows, in level order. */
export const FittedEncode = v.strictObject({
  way: v.picklist(['one-hot', 'codes']),
  levels: v.array(v.string()),
});
/** The learned encoding of a category: its levels in code order, one-hot or as codes. */
export type FittedEncode = v.InferOutput<typeof FittedEncode>;

/** Learns the levels: those of the training rows, and the one that missing cells were filled with. `levels` in level order. */
export function fitEncode(way: EncodeSpec, levels: readonly string[]): FittedEncode {
  return { way, levels: [...levels] };
}

/** The answer of `applyEncode` for a level that the training rows did not have. */
export const unseen = -1;

/**
 * Gives, for each level of a column, its place among the learned levels, or `unseen`. With `anyCase` TRUE is the level True, where only one level is
 * written so but for its case.
 */
export function applyEncode({ levels }: FittedEncode, ofColumn: readonly string[], anyCase = false): Int32Array {
  const indexByLevel = new Map(levels.map((level, index) => [level, index]));
  if (!anyCase) return Int32Array.from(ofColumn, (level) => indexByLevel.get(level) ?? unseen);
  const lower = new Map<string, number>();
  levels.forEach((level, index) => {
    const key = booleanKey(level);
    lower.set(key, lower.has(key) ? unseen : index);
  });
  return Int32Array.from(ofColumn, (level) => indexByLevel.get(level) ?? lower.get(booleanKey(level)) ?? unseen);
}

/** Names the features that a factor becomes. */
export function encodedNames(column: string, { way, levels }: FittedEncode): string[] {
  return way === 'codes' ? [column] : levels.map((level) => `${column}=${level}`);
}

/** Says what was learned, for the report. */
export function describeEncode(column: string, { way, levels }: FittedEncode) {
  return { step: 'encode', code: 'preprocess.encoded', params: { column, way, levels: levels.length } } as const;
}
