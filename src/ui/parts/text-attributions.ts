import type { TokenAttribution } from '../../contract/result/explanation.ts';

/** A piece of a text: plain, or a word with what it says for (above 0) or against a class, as a share of the strongest word's. */
export interface TextPart {
  text: string;
  /** In the score's units. */
  weight: number;
  /** -1 to 1. */
  share: number;
}

/** Maximum characters of a text that is shown with its attributions. */
const maxCharacters = 4000;

/** Cuts a text at its marked words; `of` is the place of the class asked for. */
export function splitByAttribution(text: string, attributions: readonly TokenAttribution[], of: number): TextPart[] {
  const shown = text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text;
  const largest = attributions.reduce((max, { weights }) => Math.max(max, Math.abs(weights[of] ?? 0)), 0);
  const parts: TextPart[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) parts.push({ text: shown.slice(at, to), weight: 0, share: 0 });
  };
  for (const { from, to, weights } of attributions) {
    if (to > shown.length) break;
    const weight = weights[of] ?? 0;
    plain(from);
    parts.push({ text: shown.slice(from, to), weight, share: largest > 0 ? weight / largest : 0 });
    at = to;
  }
  plain(shown.length);
  return parts;
}

const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]`;
const between = new RegExp(`(?<=${unspaced}) (?=${unspaced})`, 'gu');

/** Writes a term as a person would: Chinese characters without spaces between them, a space at an end made visible. */
export function writeTerm(term: string): string {
  return term.replace(between, '').replace(/^ | $/gu, '␣');
}
