import type { Run } from '../../base/run.ts';
import type { Column } from '../table.ts';

/** Rows that are hashed column by column before they are looked up: their hashes stay in the cache. */
const block = 8192;

/**
 * Finds the first of every set of equal rows, in order. Rows are equal when every cell is, as a typed value: missing equals missing, an
 * unparsable cell equals the same text. Rows of equal hash are compared cell by cell, so the answer is exact.
 */
export async function firstRows(columns: readonly Column[], rows: number, run: Run): Promise<Int32Array> {
  const hashes = new Uint32Array(rows);
  const isEqual = columns.map(equality);
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, rows * 2))) - 1;
  /** The first row of a hash, plus 1; 0 = free. */
  const slots = new Int32Array(mask + 1);
  const kept = new Int32Array(rows);
  let count = 0;
  const isFirst = new Uint8Array(block);
  const pairs: Pairs = { count: 0, rows: new Int32Array(block), others: new Int32Array(block) };
  /** Finds the slot of a row: that of a row of its hash that is the same, or a free one. */
  const find = (row: number): number => {
    const hash = hashes[row];
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const other = slots[slot] - 1;
      if (other < 0 || (hashes[other] === hash && isEqual.every((equal) => equal(other, row)))) return slot;
    }
  };
  for (let from = 0; from < rows; from += block) {
    const to = Math.min(rows, from + block);
    hashRows(columns, hashes, from, to);
    pairs.count = 0;
    for (let row = from; row < to; row++) {
      let slot = hashes[row] & mask;
      while (slots[slot] > 0 && hashes[slots[slot] - 1] !== hashes[row]) slot = (slot + 1) & mask;
      const other = slots[slot] - 1;
      isFirst[row - from] = other < 0 ? 1 : 0;
      if (other < 0) slots[slot] = row + 1;
      else {
        pairs.rows[pairs.count] = row;
        pairs.others[pairs.count++] = other;
      }
    }
    for (const row of differing(pairs, isEqual)) {
      const slot = find(row);
      if (slots[slot] > 0) continue;
      slots[slot] = row + 1;
      isFirst[row - from] = 1;
    }
    for (let row = from; row < to; row++) if (isFirst[row - from] === 1) kept[count++] = row;
    await run.yield();
  }
  return kept.subarray(0, count);
}

/** Rows whose hash an earlier row has, and that row. */
interface Pairs {
  count: number;
  rows: Int32Array;
  others: Int32Array;
}

/** Gives the rows of pairs that are not equal after all, in order. Column by column: most are equal, so that nothing is compared in vain. */
function differing({ count, rows, others }: Pairs, isEqual: readonly ((a: number, b: number) => boolean)[]): number[] {
  const differ = new Uint8Array(count);
  for (const equal of isEqual) for (let p = 0; p < count; p++) if (!equal(others[p], rows[p])) differ[p] = 1;
  const found: number[] = [];
  for (let p = 0; p < count; p++) if (differ[p] === 1) found.push(rows[p]);
  return found;
}

/** Makes one 32-bit hash a row, of some rows. */
function hashRows(columns: readonly Column[], hashes: Uint32Array, from: number, to: number): void {
  hashes.fill(0x811c9dc5, from, to);
  for (const column of columns) mixColumn(hashes, column, from, to);
  for (let row = from; row < to; row++) {
    const hash = Math.imul(hashes[row] ^ (hashes[row] >>> 16), 0x7feb352d);
    hashes[row] = hash ^ (hash >>> 15);
  }
}

function mixColumn(hashes: Uint32Array, column: Column, from: number, to: number): void {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const { values, unparsable } = column;
      const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
      for (let row = from; row < to; row++) {
        const value = values[row];
        if (value === value) {
          // Zero has two bit patterns, and NaN has many.
          const plain = value === 0 ? 0 : -1;
          hashes[row] = mix(hashes[row], words[2 * row] ^ Math.imul(words[2 * row + 1] & plain, 0x85ebca6b));
        } else {
          const text = unparsable?.get(row);
          hashes[row] = mix(hashes[row], text === undefined ? 0x7ff80000 : hashText(text));
        }
      }
      return;
    }
    case 'category':
    case 'boolean':
      for (let row = from; row < to; row++) hashes[row] = mix(hashes[row], column.codes[row]);
      return;
    case 'text':
      for (let row = from; row < to; row++) {
        const text = column.values[row];
        hashes[row] = mix(hashes[row], text === null ? -1 : hashText(text));
      }
      return;
    case 'empty':
      return;
  }
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function hashText(text: string): number {
  let hash = text.length;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 16);
}

/** Gives a test whether two rows hold the same cell. */
function equality(column: Column): (a: number, b: number) => boolean {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const { values, unparsable } = column;
      return (a, b) => {
        if (values[a] === values[b]) return true;
        if (!Number.isNaN(values[a]) || !Number.isNaN(values[b])) return false;
        return unparsable === undefined || unparsable.get(a) === unparsable.get(b);
      };
    }
    case 'category':
    case 'boolean':
      return (a, b) => column.codes[a] === column.codes[b];
    case 'text':
      return (a, b) => column.values[a] === column.values[b];
    case 'empty':
      return () => true;
  }
}
