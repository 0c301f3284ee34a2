import type { Column } from './table.ts';

/**
 * Finds the first of every set of equal rows, in order. Rows are equal when every cell is, as a typed value: missing equals missing, an
 * unparsable cell equals the same text. Rows of equal hash are compared cell by cell, so the answer is exact.
 */
export function firstRows(columns: readonly Column[], rows: number): Int32Array {
  const hashes = hashRows(columns, rows);
  const isEqual = columns.map(equality);
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, rows * 2))) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const kept = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    let slot = hashes[row] & mask;
    while (slots[slot] >= 0) {
      const other = slots[slot];
      if (hashes[other] === hashes[row] && isEqual.every((equal) => equal(other, row))) break;
      slot = (slot + 1) & mask;
    }
    if (slots[slot] >= 0) continue;
    slots[slot] = row;
    kept[count++] = row;
  }
  return kept.subarray(0, count);
}

/** Gives one 32-bit hash a row. */
function hashRows(columns: readonly Column[], rows: number): Uint32Array {
  const hashes = new Uint32Array(rows).fill(0x811c9dc5);
  for (const column of columns) mixColumn(hashes, column);
  for (let row = 0; row < rows; row++) {
    const hash = Math.imul(hashes[row] ^ (hashes[row] >>> 16), 0x7feb352d);
    hashes[row] = hash ^ (hash >>> 15);
  }
  return hashes;
}

function mixColumn(hashes: Uint32Array, column: Column): void {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const { values, unparsable } = column;
      const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
      for (let row = 0; row < hashes.length; row++) {
        const value = values[row];
        // NaN has many bit patterns and zero has two.
        if (value !== value) hashes[row] = mix(hashes[row], 0x7ff80000);
        else if (value === 0) hashes[row] = mix(hashes[row], 0);
        else hashes[row] = mix(mix(hashes[row], words[2 * row]), words[2 * row + 1]);
      }
      unparsable?.forEach((text, row) => (hashes[row] = mix(hashes[row], hashText(text))));
      return;
    }
    case 'category':
    case 'boolean':
      for (let row = 0; row < hashes.length; row++) hashes[row] = mix(hashes[row], column.codes[row]);
      return;
    case 'text':
      for (let row = 0; row < hashes.length; row++) {
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
