import type { Run } from '../base/run.ts';
import { sha256 } from '../base/sha256.ts';
import { toBytes } from '../base/zip.ts';
import type { DataFingerprint } from '../contract/result/result.ts';
import type { Column } from '../tables/table.ts';

/** Cells that are hashed at a time. */
const chunkRows = 131_072;

/**
 * Tells data apart without keeping any of it: the SHA-256 of the SHA-256s of every column in turn, each of its kept rows in the table's order.
 * Numbers and dates count as float64 (little-endian, one NaN for missing), words as places in the sorted list of those that occur (-1 = missing) and
 * that list. File names, formats, other columns and dropped rows do not matter.
 */
export async function fingerprint(columns: readonly Column[], kept: Int32Array, run: Run): Promise<DataFingerprint> {
  const sums: string[] = [];
  for (const column of columns) {
    const { words, cells } = openCells(column, kept);
    sums.push(await sha256(toBytes(JSON.stringify([column.name, column.kind, words]))));
    for (let from = 0; from < kept.length; from += chunkRows) {
      sums.push(await sha256(cells(from, Math.min(kept.length, from + chunkRows))));
      await run.yield();
    }
  }
  return { sha256: await sha256(toBytes(sums.join('\n'))), rows: kept.length, columns: columns.length };
}

interface CellWriter {
  /** The words that occur, sorted. */
  words: string[];
  /** The cells of the kept rows from one up to another, as bytes. */
  cells(from: number, to: number): Uint8Array<ArrayBuffer>;
}

function openCells(column: Column, kept: Int32Array): CellWriter {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const { values } = column;
      return {
        words: [],
        cells(from, to) {
          const view = new DataView(new ArrayBuffer((to - from) * 8));
          for (let at = from; at < to; at++) view.setFloat64((at - from) * 8, canonical(values[kept[at]]), true);
          return new Uint8Array(view.buffer);
        },
      };
    }
    case 'category':
    case 'boolean': {
      const { codes, levels } = column;
      return wordCells(kept, (row) => (codes[row] < 0 ? null : levels[codes[row]]));
    }
    case 'text': {
      const { values } = column;
      return wordCells(kept, (row) => values[row]);
    }
    case 'empty':
      return { words: [], cells: () => new Uint8Array() };
  }
}

/** Gives one zero and one NaN for all of theirs. */
function canonical(value: number): number {
  return Number.isNaN(value) ? NaN : value + 0;
}

function wordCells(kept: Int32Array, wordAt: (row: number) => string | null): CellWriter {
  const found = new Set<string>();
  for (const row of kept) {
    const word = wordAt(row);
    if (word !== null) found.add(word);
  }
  const words = [...found].sort();
  const indexByWord = new Map(words.map((word, at) => [word, at]));
  const wordIndex = (word: string | null) => (word === null ? -1 : (indexByWord.get(word) ?? -1));
  return {
    words,
    cells(from, to) {
      const view = new DataView(new ArrayBuffer((to - from) * 4));
      for (let at = from; at < to; at++) view.setInt32((at - from) * 4, wordIndex(wordAt(kept[at])), true);
      return new Uint8Array(view.buffer);
    },
  };
}
