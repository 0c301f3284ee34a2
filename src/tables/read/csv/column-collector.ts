import type { CsvBatch, CsvKind, CsvRows } from '../../../kernels/csv.ts';
import type { CellSpans } from '../tokenize.ts';

/** Collects the cells of one column, batch by batch. Columns are counted from 0. */
export interface ColumnCollector {
  /** How plain rows are read for it. */
  readonly wants: Exclude<CsvKind, 'skip'>;
  /** Takes the cells of a batch of rows of any shape; a row that is too short has a missing cell there. */
  take(bytes: Uint8Array, cells: CellSpans, column: number): void;
  /** Takes the cells of a batch of plain rows that the kernel has just read. */
  takePlain(kernel: CsvRows, batch: CsvBatch, column: number): void;
  /** Takes one more cell of that batch, where it is no plain number: its row, and its place as in `Cells.spans`. */
  takeHard?(bytes: Uint8Array, batch: CsvBatch, row: number, start: number, coded: number): void;
}
