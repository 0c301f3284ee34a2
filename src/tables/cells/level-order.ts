/**
 * Puts class names or levels in the order of the product: by number where every one is a number, else by code point.
 * Gives a new array. Equal numbers (`1` and `1.0`) stand in code point order.
 */
export function inLevelOrder(levels: readonly string[]): string[] {
  const numbers = levels.every((level) => level.trim() !== '' && Number.isFinite(Number(level)));
  return [...levels].sort((a, b) => (numbers ? Number(a) - Number(b) : 0) || byCodePoint(a, b));
}

/** Compares two strings by code point, as Python sorts; UTF-16 order differs for characters beyond U+FFFF. */
function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
  }
  return a.length - b.length;
}

/** Ranks a UTF-16 unit so that surrogates come after every other unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
