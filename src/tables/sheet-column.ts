import type { Kind } from '../contract/kinds.ts';
import type { Words } from './cells.ts';
import { parseDate } from './dates.ts';
import { finishNumbers } from './finish-numbers.ts';
import { inferColumn, strayShare, type Deciding } from './infer-kinds.ts';
import { isCodeNumber } from './numbers.ts';
import { fromSerial, type SheetCell } from './sheetjs.ts';
import type { Column } from './table.ts';

/** Makes a column of cells that already have a type; where types are mixed beyond a tenth, their words decide. */
export function sheetColumn(
  name: string,
  rows: readonly (readonly SheetCell[])[],
  index: number,
  forced: Kind | undefined,
  missing: ReadonlySet<string>,
  deciding: Deciding,
): Column {
  const numbers = new Float64Array(rows.length).fill(NaN);
  const dates = new Float64Array(rows.length).fill(NaN);
  const others = new Map<number, string>();
  let [present, numberCount, dateCount, fractions] = [0, 0, 0, 0];
  let codes = false;
  for (let row = 0; row < rows.length; row++) {
    const cell = rows[row][index] ?? null;
    const word = wordOf(cell).trim();
    if (missing.has(word)) continue;
    present++;
    if (typeof cell === 'number') {
      numbers[row] = cell;
      numberCount++;
      if (!Number.isInteger(cell)) fractions++;
    } else if (typeof cell === 'object' && cell !== null && 'date' in cell) {
      dates[row] = cell.date;
      dateCount++;
    } else {
      others.set(row, word);
      codes ||= isCodeNumber(word);
    }
  }
  if (forced === 'date' && numberCount + dateCount > 0) {
    numbers.forEach((serial, row) => {
      if (!Number.isNaN(serial)) dates[row] = fromSerial(serial, false);
    });
    return dateColumn(name, dates, new Float64Array(rows.length).fill(NaN), others);
  }
  if (forced === undefined && dateCount > 0 && dateCount >= present * (1 - strayShare)) {
    return dateColumn(name, dates, numbers, others);
  }
  if ((forced === undefined || forced === 'number') && numberCount > 0 && dateCount === 0) {
    const collected = { values: () => numbers, others, fractions, gaveUp: !forced && codes && fractions === 0 };
    const column = finishNumbers(name, collected, forced === 'number', deciding);
    if (column) return column;
  }
  return inferColumn(name, wordsOf(rows, index, missing), forced, deciding);
}

function dateColumn(
  name: string,
  dates: Float64Array,
  numbers: Float64Array,
  others: ReadonlyMap<number, string>,
): Column {
  const unparsable = new Map<number, string>();
  for (let row = 0; row < dates.length; row++) {
    const word = others.get(row);
    if (word !== undefined) {
      dates[row] = parseDate(word, 'mdy');
      if (Number.isNaN(dates[row])) unparsable.set(row, word);
    } else if (!Number.isNaN(numbers[row])) unparsable.set(row, String(numbers[row]));
  }
  return unparsable.size > 0
    ? { name, kind: 'date', values: dates, unparsable }
    : { name, kind: 'date', values: dates };
}

function wordsOf(rows: readonly (readonly SheetCell[])[], index: number, missing: ReadonlySet<string>): Words {
  const levels: string[] = [];
  const known = new Map<string, number>();
  const codes = Int32Array.from(rows, (cells) => {
    const word = wordOf(cells[index] ?? null).trim();
    if (missing.has(word)) return -1;
    let code = known.get(word);
    if (code === undefined) known.set(word, (code = levels.push(word) - 1));
    return code;
  });
  return { levels, codes };
}

/** Writes a cell as a word: dates as ISO, truths as true and false, errors as nothing. */
export function wordOf(cell: SheetCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  if ('error' in cell) return '';
  const iso = new Date(cell.date).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.replace(/\.000Z$/, '').replace('T', ' ');
}
