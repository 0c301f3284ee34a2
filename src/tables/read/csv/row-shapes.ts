import { notice, type Notice } from '../../../base/notice.ts';
import type { CsvBatch } from '../../../kernels/csv.ts';
import type { CellSpans } from '../tokenize.ts';

const decoder = new TextDecoder();
const shown = 3;

/** Keeps the number of each row in its file, and what was wrong with the widths of rows. */
export class RowShapes {
  readonly #width: number;
  readonly #file: string;
  #numbers: Int32Array;
  #rows = 0;
  #short = 0;
  #long = 0;
  readonly #shortRows: number[] = [];
  readonly #longRows: { row: number; surplus: string }[] = [];

  constructor(expectedRows: number, width: number, file: string) {
    this.#numbers = new Int32Array(expectedRows);
    this.#width = width;
    this.#file = file;
  }

  take(bytes: Uint8Array, cells: CellSpans): void {
    const { first, rows, numbers } = cells;
    this.#add(numbers.subarray(0, rows));
    for (let row = 0; row < rows; row++) {
      const width = first[row + 1] - first[row];
      if (width === this.#width) continue;
      if (width < this.#width) {
        if (this.#short++ < shown) this.#shortRows.push(numbers[row]);
      } else this.#noteSurplus(bytes, cells, row);
    }
  }

  /** Takes plain rows, whose width is right. */
  takePlain({ rowNumbers }: CsvBatch): void {
    this.#add(rowNumbers);
  }

  rowNumbers(): Int32Array {
    return this.#numbers.slice(0, this.#rows);
  }

  notices(): Notice[] {
    const file = this.#file;
    const found: Notice[] = [];
    if (this.#short > 0) {
      const params = { file, count: this.#short, rows: this.#shortRows.join(', '), width: this.#width };
      found.push(notice('read.short-rows', params, 'warning', { file, row: this.#shortRows[0] }));
    }
    const [long] = this.#longRows;
    if (long) {
      const rows = this.#longRows.map(({ row }) => row).join(', ');
      const params = { file, count: this.#long, rows, width: this.#width, surplus: long.surplus };
      found.push(notice('read.long-rows', params, 'warning', { file, row: long.row, value: long.surplus }));
    }
    return found;
  }

  #add(numbers: Int32Array): void {
    const rows = this.#rows + numbers.length;
    if (rows > this.#numbers.length) {
      const larger = new Int32Array(Math.max(rows, Math.ceil(this.#numbers.length * 1.25)));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers.set(numbers, this.#rows);
    this.#rows = rows;
  }

  /** Cells beyond the last column are lost, which is only worth saying when they hold something. */
  #noteSurplus(bytes: Uint8Array, { spans, first, numbers }: CellSpans, row: number): void {
    const words: string[] = [];
    for (let cell = first[row] + this.#width; cell < first[row + 1]; cell++) {
      const text = decoder.decode(bytes.subarray(spans[cell * 2], spans[cell * 2 + 1] >> 2));
      if (text !== '') words.push(text.slice(0, 40));
    }
    if (words.length === 0) return;
    if (this.#long++ < shown) this.#longRows.push({ row: numbers[row], surplus: words.slice(0, 3).join(', ') });
  }
}
