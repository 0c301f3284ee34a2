import type { ReadEstimate } from '../../base/run.ts';
import type { Format, ReadChoices, Source } from '../../contract/data/reading.ts';
import { findLayout, type Layout } from './csv/csv-layout.ts';
import { isPlainNumber } from '../cells/numbers.ts';

/** Files below this size are read in a moment, in bytes. */
export const largeFile = 32e6;

/** Bytes read in a second on a usual machine, and bytes of memory a byte of the file comes to, where the file itself does not tell. */
const usual: Record<Exclude<Format, 'csv'>, { rate: number; growth: number }> = {
  json: { rate: 40e6, growth: 2 },
  parquet: { rate: 20e6, growth: 8 },
  xlsx: { rate: 10e6, growth: 6 },
  xls: { rate: 10e6, growth: 10 },
  ods: { rate: 5e6, growth: 15 },
  other: { rate: 5e6, growth: 10 },
};
const csvRate = 150e6;
/** What the program itself takes, in bytes. */
const own = 150e6;
/** Row numbers, hashes that find duplicates, and the rows that are kept, learned from and tested on, in bytes a row. */
const rowBytes = 48;

/** Estimates what reading a file and training on it takes, from its first bytes: rows (where they tell), memory in bytes, seconds to read. */
export async function estimateReading(source: Source, format: Format, choices: ReadChoices): Promise<ReadEstimate> {
  const { size } = source.blob;
  if (format !== 'csv') {
    const { rate, growth } = usual[format];
    return { rows: null, memory: own + size * growth, seconds: size / rate };
  }
  const layout = await findLayout(source, choices);
  return {
    rows: layout.expected,
    memory: own + layout.expected * (rowBytes + cellBytes(layout)),
    seconds: size / csvRate,
  };
}

/** Bytes of a row's cells: a number takes 8; words that repeat take a code of 4, others a string each. */
function cellBytes({ names, rows, header }: Layout): number {
  const body = rows.filter(({ number }) => number > header.skip);
  let bytes = 0;
  for (let column = 0; column < names.length; column++) {
    const words = body.map((row) => row.words[column] ?? '').filter((word) => word !== '');
    const numbers = words.filter(isPlainNumber).length;
    const letters = words.reduce((sum, word) => sum + word.length, 0) / (words.length || 1);
    const repeats = new Set(words).size < words.length / 2;
    bytes += numbers >= words.length * 0.7 ? 8 : repeats ? 8 : 24 + 2 * letters;
  }
  return bytes;
}
