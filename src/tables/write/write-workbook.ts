import type { CellObject } from 'sheetjs-ce';

/**
 * A cell to be written: text stays text whatever it begins with. `array`: functions in the formula go through ranges a cell at a time. `asText`: an
 * empty cell that keeps what is typed as it is typed (`01`, `3/4`).
 */
export type SheetCell = string | number | boolean | null | { formula: string; array?: boolean } | { asText: true };

/**
 * Writes an XLSX workbook, all of it in memory; SheetJS comes with the first call. Numbers that are not finite are left empty.
 * Sheet names: up to 31 letters.
 */
export async function writeWorkbook(
  sheets: readonly { name: string; rows: readonly (readonly SheetCell[])[] }[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { utils, write } = await import('sheetjs-ce');
  const book = utils.book_new();
  for (const { name, rows } of sheets) {
    const data = rows.map((row, r) => row.map((cell, c) => toCell(cell, utils.encode_cell({ r, c }))));
    const width = rows.reduce((max, row) => Math.max(max, row.length), 1);
    const end = utils.encode_cell({ r: Math.max(0, rows.length - 1), c: width - 1 });
    // Wide enough for the names in the first row.
    const widths = (rows[0] ?? []).map((cell) => ({
      wch: Math.min(40, Math.max(9, (typeof cell === 'string' ? cell.length : 0) + 2)),
    }));
    utils.book_append_sheet(book, { '!data': data, '!ref': `A1:${end}`, '!cols': widths }, name);
  }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
}

function toCell(cell: SheetCell, address: string): CellObject {
  if (typeof cell === 'number') return Number.isFinite(cell) ? { t: 'n', v: cell } : { t: 'z' };
  if (typeof cell === 'boolean') return { t: 'b', v: cell };
  if (typeof cell === 'string') return { t: 's', v: cell };
  if (cell && 'asText' in cell) return { t: 's', v: '', z: '@' };
  return cell ? { t: 'n', f: cell.formula, ...(cell.array ? { F: address } : {}) } : { t: 'z' };
}
