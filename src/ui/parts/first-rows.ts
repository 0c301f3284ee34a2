/** Reads the first rows of a CSV that this program wrote (comma, quotes doubled inside of quotes). */
export async function firstRows(file: Blob, most: number): Promise<string[][]> {
  const enough = 4096 * (most + 1);
  const text = await file.slice(0, enough).text();
  const rows = rowsOf(text.replace(/^\uFEFF/, ''), most + 1);
  // The last row of a piece may be cut.
  return file.size > enough && rows.length <= most ? rows.slice(0, -1) : rows;
}

/** Parts CSV text into at most so many rows of cells. */
export function rowsOf(text: string, most: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  while (rows.length < most && cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) break;
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0 && rows.length < most) rows.push([...row, '']);
  return rows;
}
