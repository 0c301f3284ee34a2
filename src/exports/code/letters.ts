import type { PortableModel } from '../portable-model.ts';

/** Kinds of letters that words are made of, for languages without such tables or with tables of another edition of Unicode. */
const kinds = {
  letter: /\p{L}+/gu,
  mark: /\p{M}+/gu,
  number: /\p{N}+/gu,
  unspaced:
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu,
  picture: /\p{Extended_Pictographic}+/gu,
  tone: /\p{Emoji_Modifier}+/gu,
  space: /\s+/gu,
} as const;

/**
 * Says which code points are of each kind, as this browser has it: first and last of each stretch, one after the other. Null where a model does not
 * ask for words.
 */
export function letterRanges(model: PortableModel): Record<keyof typeof kinds, number[]> | null {
  if (model.form !== 'ngram') return null;
  const every = everyCodePoint();
  const ranges = (pattern: RegExp) =>
    Array.from(every.matchAll(pattern)).flatMap(([found]) => {
      const last = found.codePointAt(found.length - 2) ?? 0;
      return [found.codePointAt(0) ?? 0, last > 0xffff ? last : found.charCodeAt(found.length - 1)];
    });
  return {
    letter: ranges(kinds.letter),
    mark: ranges(kinds.mark),
    number: ranges(kinds.number),
    unspaced: ranges(kinds.unspaced),
    picture: ranges(kinds.picture),
    tone: ranges(kinds.tone),
    space: ranges(kinds.space),
  };
}

/** Gives all code points in order but the halves of pairs, which are of no kind. */
function everyCodePoint(): string {
  const parts: string[] = [];
  for (let from = 0; from <= 0x10ffff; from += 0x1000) {
    if (from >= 0xd800 && from < 0xe000) continue;
    parts.push(String.fromCodePoint(...Array.from({ length: 0x1000 }, (_, i) => from + i)));
  }
  return parts.join('');
}
