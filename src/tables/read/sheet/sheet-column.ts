import type { DayOrder, Kind } from '../../../contract/data/kinds.ts';
import type { DistinctWords } from '../../kinds/distinct-words.ts';
import { hasDayOrder, parseDate } from '../../cells/dates.ts';
import { finishNumbers } from '../../kinds/finish-numbers.ts';
import { inferColumn, chosenDayOrder, type Deciding } from '../../kinds/infer-kinds.ts';
import { strayShare } from '../../kinds/kind-limits.ts';
import { isCodeNumber } from '../../cells/numbers.ts';
import { fromSerial, tags, type Sheet } from './sheet.ts';
import type { Column } from '../../table.ts';

/** One column of a sheet's rows from `firstRow` on. */
export interface SheetPart {
  sheet: Sheet;
  firstRow: number;
  column: number;
}

/** Makes a column of cells that already have a type; where types are mixed beyond a tenth, their words decide. */
export function sheetColumn(
  name: string,
  part: SheetPart,
  forced: Kind | undefined,
  missing: ReadonlySet<string>,
  deciding: Deciding,
): Column {
  const typed = collect(part, missing);
  const { numbers, dates, others, counts } = typed;
  if (forced === 'date' && counts.number + counts.date > 0) {
    // A day number that was not formatted as a day.
    numbers.forEach((serial, row) => {
      if (!Number.isNaN(serial)) dates[row] = fromSerial(serial, false);
    });
    return dateColumn(name, dates, numbers, others, chosenDayOrder(name, deciding));
  }
  if (forced === undefined && counts.date > 0 && counts.date >= counts.present * (1 - strayShare)) {
    return dateColumn(name, dates, numbers, others, chosenDayOrder(name, deciding));
  }
  if ((forced === undefined || forced === 'number') && counts.number > 0 && counts.date === 0) {
    const hasFractions = counts.fractions > 0;
    const codes = !forced && !hasFractions && [...others.values()].some(isCodeNumber);
    const collected = { values: () => numbers, others, hasFractions, gaveUp: codes };
    const column = finishNumbers(name, collected, forced === 'number', deciding);
    if (column) return column;
  }
  return inferColumn(name, columnWords(part, missing), forced, deciding);
}

/** Parts numbers, dates and other words by row; missing cells are in none. */
function collect({ sheet, firstRow, column }: SheetPart, missing: ReadonlySet<string>) {
  const rows = sheet.rows - firstRow;
  const numbers = new Float64Array(rows).fill(NaN);
  const dates = new Float64Array(rows).fill(NaN);
  const others = new Map<number, string>();
  const counts = { present: 0, number: 0, date: 0, fractions: 0 };
  const missingNumbers = new Set([...missing].filter((word) => /\d/.test(word)).map(Number));
  for (let row = 0; row < rows; row++) {
    const tag = sheet.tagAt(firstRow + row, column);
    if (tag === tags.blank || tag === tags.error) continue;
    const value = sheet.columns[column].values[firstRow + row];
    if (tag === tags.number) {
      if (missingNumbers.has(value)) continue;
      numbers[row] = value;
      counts.number++;
      if (!Number.isInteger(value)) counts.fractions++;
    } else if (tag === tags.date) {
      dates[row] = value;
      counts.date++;
    } else {
      const word = sheet.wordAt(firstRow + row, column);
      if (missing.has(word)) continue;
      others.set(row, word);
    }
    counts.present++;
  }
  return { numbers, dates, others, counts };
}

function dateColumn(
  name: string,
  dates: Float64Array,
  numbers: Float64Array,
  others: ReadonlyMap<number, string>,
  order: DayOrder = 'mdy',
): Column {
  const unparsable = new Map<number, string>();
  let matters = false;
  for (let row = 0; row < dates.length; row++) {
    if (!Number.isNaN(dates[row])) continue;
    const word = others.get(row);
    if (word !== undefined) dates[row] = parseDate(word, order);
    matters ||= word !== undefined && hasDayOrder(word) && !Object.is(parseDate(word, 'dmy'), parseDate(word, 'mdy'));
    if (word !== undefined && Number.isNaN(dates[row])) unparsable.set(row, word);
    if (!Number.isNaN(numbers[row])) unparsable.set(row, String(numbers[row]));
  }
  return {
    name,
    kind: 'date',
    values: dates,
    ...(unparsable.size > 0 ? { unparsable } : {}),
    ...(matters ? { dayOrder: order } : {}),
  };
}

function columnWords({ sheet, firstRow, column }: SheetPart, missing: ReadonlySet<string>): DistinctWords {
  const levels: string[] = [];
  const known = new Map<string, number>();
  const codes = new Int32Array(sheet.rows - firstRow);
  for (let row = 0; row < codes.length; row++) {
    const word = sheet.wordAt(firstRow + row, column);
    let code = missing.has(word) ? -1 : known.get(word);
    if (code === undefined) known.set(word, (code = levels.push(word) - 1));
    codes[row] = code;
  }
  const counts = new Int32Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  return { levels, codes, counts };
}
