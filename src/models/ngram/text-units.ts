import type { WordRule } from '../../contract/model/ngram-artifact.ts';

// Scripts that put no spaces between words: their characters stand alone.
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const patterns: Record<WordRule, RegExp> = {
  auto: new RegExp(
    [
      String.raw`(?:(?![${unspaced}])[\p{L}\p{M}\p{N}_])+(?:['’](?![${unspaced}])\p{L}+)*`,
      String.raw`[${unspaced}]\p{M}*`,
      String.raw`\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d\p{Extended_Pictographic})*`,
      String.raw`[^\s\p{L}\p{M}\p{N}_\u200d\ufe0f]`,
    ].join('|'),
    'gu',
  ),
  // As Python has it, where the old control characters are spaces too.
  spaces: new RegExp(String.raw`[^\s\x1c-\x1f\x85]+`, 'gu'),
  words: /[\p{L}\p{M}\p{N}_]{2,}/gu,
};

/** Visits the words of a text, each with where it stands. */
export function eachWord(text: string, rule: WordRule, visit: (word: string, from: number, to: number) => void): void {
  const pattern = patterns[rule];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    visit(match[0], match.index, pattern.lastIndex);
  }
}

/** Visits the characters of a text (whole code points), a run of white space as one space; `cut` is called after each word of `char_wb`. */
export function eachCharacter(
  text: string,
  analyzer: 'char' | 'char_wb',
  visit: (character: string, from: number, to: number) => void,
  cut: () => void,
): void {
  const padded = analyzer === 'char_wb';
  let inWord = false;
  for (let at = 0; at < text.length;) {
    const from = at;
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    const character = text.slice(from, at);
    if (!isSpace(character)) {
      if (padded && !inWord) visit(' ', from, from);
      visit(character, from, at);
      inWord = true;
      continue;
    }
    while (at < text.length && isSpace(text[at])) at++;
    if (!padded) visit(' ', from, at);
    else if (inWord) end(from);
    inWord = false;
  }
  if (padded && inWord) end(text.length);

  function end(at: number): void {
    visit(' ', at, at);
    cut();
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || (character < '!' && character.trim() === '') || (character > '\x7f' && !character.trim());
}

/** Gives a word as it is compared: in lower case where asked; with `auto` also without full-width and other forms (NFKC). */
export function plainWord(word: string, rule: WordRule, lowercase: boolean): string {
  const folded = rule === 'auto' ? word.normalize('NFKC').replace(/\s+/gu, '') : word;
  return (lowercase ? folded.toLowerCase() : folded) || word;
}

/** Gives a character as it is compared; one whose lower case is two (İ) stays as it is, so that a gram has as many characters as units. */
export function plainCharacter(character: string, lowercase: boolean): string {
  const lower = lowercase ? character.toLowerCase() : character;
  return lower.length > 1 && Array.from(lower).length > 1 ? character : lower;
}
