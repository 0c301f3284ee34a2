import type { SheetCell } from '../read/sheet/workbook.ts';

/**
 * Writes an XLSX workbook, all of it in memory; SheetJS comes with the first call. Numbers that are not finite are left empty.
 * Sheet names: up to 31 letters.
 */
export async function writeWorkbook(
  sheets: readonly { name: string; rows: readonly (readonly SheetCell[])[] }[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { writeSheets } = await import('../read/sheet/sheetjs.ts');
  return writeSheets(sheets);
}
