import type { DayOrder } from '../contract/data/kinds.ts';

/** One column of a table. Missing: NaN in numbers and dates (ms since the epoch, UTC), -1 in codes, null in texts. */
export type Column = { name: string } & (
  | {
      kind: 'number' | 'date';
      values: Float64Array;
      /** Cells that are no number or date, by row; they stand as NaN in `values`. */
      unparsable?: ReadonlyMap<number, string>;
      /** Of dates whose words would be others in the other order: how they were read. */
      dayOrder?: DayOrder;
    }
  | {
      kind: 'category' | 'boolean';
      /** Indexes of `levels`, in order of first appearance. */
      codes: Int32Array;
      levels: string[];
    }
  | { kind: 'text'; values: (string | null)[] }
  | { kind: 'empty' }
);

/** Tells where the rows of a table came from: part p covers rows `starts[p]` up to `starts[p + 1]` of the table. */
export interface Origin {
  /** One a part. */
  parts: { file: string; start: number }[];
  /** One a row: the row's number in its file from 1, the header and preamble included, as a spreadsheet counts. */
  rowNumbers: Int32Array;
}

/** Columns of equal length. */
export interface Table {
  columns: Column[];
  rows: number;
  origin: Origin;
}
