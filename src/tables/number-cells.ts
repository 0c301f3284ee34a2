import { mendQuotes, ROUGH, type Cells } from './tokenize.ts';
import { isCodeNumber, isPlainNumber, readPlainNumbers } from './numbers.ts';
import type { CellsOfColumn } from './cells.ts';

const decoder = new TextDecoder();

/**
 * Collects a column that seems to hold numbers: plain numbers go straight into a Float64Array, other words are kept by row.
 * It gives up where too many cells are no plain numbers, or where numbers are codes; the column is then read again as words.
 */
export class NumberCells implements CellsOfColumn {
  readonly #missing: ReadonlySet<string>;
  readonly #forced: boolean;
  /** Numbers that mean missing, such as -999. */
  readonly #missingNumbers: readonly number[];
  #values: Float64Array;
  #odd: number[] = [];
  #fractions = 0;
  #rows = 0;
  /** Cells that are neither numbers nor missing, by row. */
  readonly others = new Map<number, string>();
  gaveUp = false;

  constructor(missing: ReadonlySet<string>, expectedRows: number, forced: boolean) {
    this.#missing = missing;
    this.#forced = forced;
    this.#missingNumbers = [...missing].filter(isPlainNumber).map(Number);
    this.#values = new Float64Array(expectedRows);
  }

  take(bytes: Uint8Array, cells: Cells, column: number): void {
    if (this.gaveUp) return;
    const at = this.#rows;
    this.#rows += cells.rows;
    if (this.#rows > this.#values.length) {
      const larger = new Float64Array(Math.max(this.#rows, Math.ceil(this.#values.length * 1.25)));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#odd.length = 0;
    this.#fractions += readPlainNumbers(bytes, cells, column, this.#values, at, this.#odd);
    for (const number of this.#missingNumbers) {
      for (let row = at; row < this.#rows; row++) if (this.#values[row] === number) this.#values[row] = NaN;
    }
    for (const row of this.#odd) {
      const word = wordAt(bytes, cells, row, column);
      if (this.#missing.has(word)) continue;
      this.others.set(at + row, word);
      if (!this.#forced && this.#fractions === 0 && isCodeNumber(word)) this.gaveUp = true;
    }
    if (this.others.size > 1000 + this.#rows * 0.15) this.gaveUp = true;
  }

  /** The numbers by row, NaN where there is none. */
  values(): Float64Array {
    return this.#values.length === this.#rows ? this.#values : this.#values.slice(0, this.#rows);
  }

  /** How many numbers were written with a point or an exponent. */
  get fractions(): number {
    return this.#fractions;
  }
}

function wordAt(bytes: Uint8Array, cells: Cells, row: number, column: number): string {
  const cell = cells.first[row] + column;
  const coded = cells.spans[cell * 2 + 1];
  const text = decoder.decode(bytes.subarray(cells.spans[cell * 2], coded >> 2));
  return (coded & ROUGH ? mendQuotes(text) : text).trim();
}
