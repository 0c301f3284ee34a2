import type { Cells } from './tokenize.ts';

/** Collects the cells of one column, batch by batch. */
export interface CellsOfColumn {
  /** Takes the cells of column `column` (from 0) of a batch; a row that is too short has a missing cell there. */
  take(bytes: Uint8Array, cells: Cells, column: number): void;
}

/** The words of a column, each different one once; -1 is a missing cell. Levels may repeat where most of them differ. */
export interface Words {
  levels: readonly string[];
  codes: Int32Array;
}
