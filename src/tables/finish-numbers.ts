import { notice } from '../base/notice.ts';
import type { Deciding } from './infer-kinds.ts';
import { parseNumber } from './numbers.ts';
import type { Column } from './table.ts';

/** A column collected as numbers: other words are kept by row. */
export interface CollectedNumbers {
  values(): Float64Array;
  others: ReadonlyMap<number, string>;
  fractions: number;
  /** Whether the column was seen to be no column of numbers. */
  gaveUp: boolean;
}

/**
 * Makes a number column of cells collected as numbers; words that are numbers in another notation (`1,234`, `12%`) are read
 * now. Null when the column is no column of numbers after all and must be read again as words.
 */
export function finishNumbers(
  name: string,
  cells: CollectedNumbers,
  forced: boolean,
  deciding: Deciding,
): Column | null {
  if (cells.gaveUp) return null;
  const values = cells.values();
  const others = cells.others;
  let present = others.size;
  for (const value of values) if (!Number.isNaN(value)) present++;
  if (present === 0) return forced ? { name, kind: 'number', values } : { name, kind: 'empty' };
  if (others.size === 0) return { name, kind: 'number', values };

  let [points, commas] = [0, 0];
  for (const word of others.values()) {
    if (!Number.isNaN(parseNumber(word, '.'))) points++;
    if (!Number.isNaN(parseNumber(word, ','))) commas++;
  }
  const comma = commas > points || (commas === points && deciding.decimal === ',');
  if (comma && cells.fractions > 0 && commas - points >= present / 10) return null;
  const notation = comma && cells.fractions === 0 ? ',' : '.';
  const unparsable = new Map<number, string>();
  let example: string | undefined;
  for (const [row, word] of others) {
    const value = parseNumber(word, notation);
    if (Number.isNaN(value)) unparsable.set(row, word);
    else {
      values[row] = value;
      if (notation === ',' && word.includes(',')) example ??= word;
    }
  }
  if (!forced && unparsable.size > present / 10) return null;
  if (example !== undefined) {
    const params = { column: name, example, value: parseNumber(example, ',') };
    deciding.notices.push(notice('read.decimal-comma', params, 'note', { file: deciding.file, column: name }));
  }
  return unparsable.size > 0 ? { name, kind: 'number', values, unparsable } : { name, kind: 'number', values };
}
