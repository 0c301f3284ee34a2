/** A cell to be written: text stays text whatever it begins with. */
export type SheetCell = string | number | boolean | null | { formula: string };

/**
 * Writes an XLSX workbook, all of it in memory; SheetJS comes with the first call. Numbers that are not finite are left empty.
 * Sheet names: up to 31 letters.
 */
export async function writeWorkbook(
  sheets: readonly { name: string; rows: readonly (readonly SheetCell[])[] }[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { writeSheets } = await import('./sheetjs.ts');
  return writeSheets(sheets);
}
