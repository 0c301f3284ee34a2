import type { Sheet } from './sheet.ts';

/** A workbook: the first rows of every sheet, and whole sheets when asked for. */
export interface Workbook {
  sheets: { name: string; hidden: boolean }[];
  /** The first rows of a sheet, about 30. */
  start(name: string): Promise<Sheet>;
  sheet(name: string): Promise<Sheet>;
}

/**
 * A cell to be written: text stays text whatever it begins with. `array`: functions in the formula go through ranges a cell at a time. `asText`: an
 * empty cell that keeps what is typed as it is typed (`01`, `3/4`).
 */
export type SheetCell = string | number | boolean | null | { formula: string; array?: boolean } | { asText: true };
