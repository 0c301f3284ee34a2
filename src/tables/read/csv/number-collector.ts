import type { CsvBatch, CsvRows } from '../../../kernels/csv.ts';
import type { ColumnCollector } from './column-collector.ts';
import { isCodeNumber, isPlainNumber, readPlainNumber } from '../../cells/numbers.ts';
import { repairQuotes, ROUGH, type CellSpans } from '../tokenize.ts';

const decoder = new TextDecoder();

/**
 * Collects a column that seems to hold numbers: plain numbers go straight into a Float64Array, other words are kept by row.
 * It stops where too many cells are not plain numbers, or where numbers are codes; the column is then read again as words.
 */
export class NumberCollector implements ColumnCollector {
  readonly wants = 'number';
  readonly #missing: ReadonlySet<string>;
  readonly #forced: boolean;
  /** Numbers that mean missing, such as -999. */
  readonly #missingNumbers: readonly number[];
  #values: Float64Array;
  #rows = 0;
  /** Cells that are neither numbers nor missing, by row. */
  readonly others = new Map<number, string>();
  /** Whether a number was written with a point or an exponent. */
  hasFractions = false;
  #code = false;
  #tooMany = false;

  constructor(missing: ReadonlySet<string>, expectedRows: number, forced: boolean) {
    this.#missing = missing;
    this.#forced = forced;
    this.#missingNumbers = [...missing].filter(isPlainNumber).map(Number);
    this.#values = new Float64Array(expectedRows);
  }

  take(bytes: Uint8Array, { first, spans, rows }: CellSpans, column: number): void {
    if (this.#tooMany) return;
    const at = this.#rows;
    this.#add(rows);
    for (let row = 0; row < rows; row++) {
      const cell = first[row] + column;
      this.#values[at + row] = NaN;
      if (cell < first[row + 1]) this.#put(bytes, at + row, spans[cell * 2], spans[cell * 2 + 1]);
    }
    this.#dropMissing(at);
  }

  takePlain(_: CsvRows, { rows, values, fractions }: CsvBatch, column: number): void {
    if (this.#tooMany) return;
    const at = this.#rows;
    this.#add(rows);
    this.#values.set(values[column] ?? [], at);
    if (fractions[column] === 1) this.hasFractions = true;
    this.#dropMissing(at);
  }

  takeHard(bytes: Uint8Array, { rows }: CsvBatch, row: number, start: number, coded: number): void {
    if (this.#tooMany) return;
    const at = this.#rows - rows + row;
    this.#put(bytes, at, start, coded);
    if (this.#missingNumbers.includes(this.#values[at])) this.#values[at] = NaN;
  }

  /** Whether it is seen to be no column of numbers; the same however the file was cut to pieces. */
  get gaveUp(): boolean {
    return this.#tooMany || (this.#code && !this.#forced && !this.hasFractions);
  }

  /** The numbers by row, NaN where there is none; copied only where much room is left over. */
  values(): Float64Array {
    const values = this.#values.subarray(0, this.#rows);
    return this.#values.length > this.#rows * 1.1 + 1024 ? values.slice() : values;
  }

  #add(rows: number): void {
    this.#rows += rows;
    if (this.#rows <= this.#values.length) return;
    const larger = new Float64Array(Math.max(this.#rows, Math.ceil(this.#values.length * 1.25)));
    larger.set(this.#values);
    this.#values = larger;
  }

  #put(bytes: Uint8Array, row: number, start: number, coded: number): void {
    const end = coded >> 2;
    if (start === end) return;
    const value = coded & ROUGH ? NaN : readPlainNumber(bytes, start, end);
    if (!Number.isNaN(value)) {
      this.#values[row] = value;
      this.hasFractions ||= !isDigits(bytes, start, end);
      return;
    }
    const text = decoder.decode(bytes.subarray(start, end));
    const word = (coded & ROUGH ? repairQuotes(text) : text).trim();
    if (this.#missing.has(word)) return;
    this.others.set(row, word);
    if (isCodeNumber(word)) this.#code = true;
    if (this.others.size > 1000 + row * 0.15) this.#tooMany = true;
  }

  #dropMissing(from: number): void {
    for (const number of this.#missingNumbers) {
      for (let row = from; row < this.#rows; row++) if (this.#values[row] === number) this.#values[row] = NaN;
    }
  }
}

/** Is true for a whole number's bytes, its sign aside. */
function isDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let p = start + 1; p < end; p++) if (bytes[p] < 48 || bytes[p] > 57) return false;
  return bytes[start] !== 46;
}
