// Short words that were seen before, by their bytes: most cells of a column whose words repeat need no more than a look or two. The caller gives
// each word its code.

import { allocate } from './memory';

/** Bytes of the longest word that is kept; two u64 hold it. */
@inline const LONGEST: usize = 16;
/** Bytes of an entry: the word, its length times 2 plus 1 in quotes (0 = free), its code. */
@inline const ENTRY: usize = 24;
/** Most entries of a column, a power of two, and bytes for all columns: only those that words fall on cost memory. */
@inline const ENTRIES: usize = 65536;
@inline const BYTES: usize = 8 << 20;
/** Entries that are looked at for a word, one behind the other. */
@inline const LOOKS: i32 = 8;

/** Bits of a u64 that 0 .. 8 bytes fill. */
const masks = memory.data<u64>([0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff, 0xffffffffffffffff]);

/** How many entries each of so many columns gets. */
export function entriesFor(columns: i32): usize {
  let entries = ENTRIES;
  while (entries > 16 && entries * ENTRY * <usize>columns > BYTES) entries >>= 1;
  return entries;
}

/** Room for the words of so many columns, all free, or 0. */
export function createWords(columns: i32, entries: usize): usize {
  return allocate(entries * ENTRY * <usize>max(columns, 1));
}

/** Where the words of a column lie. */
@inline export function wordsOf(words: usize, entries: usize, column: i32): usize { return words + entries * ENTRY * <usize>column; }

/** The code of a word in the entries at `words`, or -1. Reads 16 bytes whatever its length. */
@inline export function findWord(words: usize, entries: usize, start: usize, end: usize, quoted: i32): i32 {
  const length = end - start;
  if (length - 1 >= LONGEST) return -1;
  const low = lowOf(start, length), high = highOf(start, length), shape = <i32>(length << 1) + quoted;
  let at = placeOf(entries, low, high);
  for (let look = 0; look < LOOKS; look++) {
    const entry = words + at * ENTRY, found = load<i32>(entry, 16);
    if (found == shape && load<u64>(entry) == low && load<u64>(entry, 8) == high) return load<i32>(entry, 20);
    if (found == 0) return -1;
    at = (at + 1) & (entries - 1);
  }
  return -1;
}

/** Keeps the code of a word, unless it is long or the entries for it are taken. */
export function keepWord(words: usize, entries: usize, start: usize, end: usize, quoted: i32, code: i32): void {
  const length = end - start;
  if (length - 1 >= LONGEST) return;
  const low = lowOf(start, length), high = highOf(start, length), shape = <i32>(length << 1) + quoted;
  let at = placeOf(entries, low, high);
  for (let look = 0; look < LOOKS; look++) {
    const entry = words + at * ENTRY, found = load<i32>(entry, 16);
    if (found == shape && load<u64>(entry) == low && load<u64>(entry, 8) == high) return;
    if (found == 0) {
      store<u64>(entry, low);
      store<u64>(entry, high, 8);
      store<i32>(entry, shape, 16);
      store<i32>(entry, code, 20);
      return;
    }
    at = (at + 1) & (entries - 1);
  }
}

@inline function lowOf(start: usize, length: usize): u64 { return load<u64>(start) & load<u64>(masks + (min<usize>(length, 8) << 3)); }
@inline function highOf(start: usize, length: usize): u64 { return load<u64>(start, 8) & load<u64>(masks + ((length > 8 ? length - 8 : 0) << 3)); }

@inline function placeOf(entries: usize, low: u64, high: u64): usize {
  return <usize>(((low ^ (high * 0x9e3779b97f4a7c15)) * 0xd6e8feb86659fd93) >> 40) & (entries - 1);
}
