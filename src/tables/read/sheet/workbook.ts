import type { Sheet } from './sheet.ts';

/** A workbook: the first rows of every sheet, and whole sheets when asked for. */
export interface Workbook {
  sheets: { name: string; hidden: boolean }[];
  /** The first rows of a sheet, about 30. */
  start(name: string): Promise<Sheet>;
  sheet(name: string): Promise<Sheet>;
}
