import { noticeNotation, type Deciding } from './infer-kinds.ts';
import { strayShare } from './kind-limits.ts';
import { isPlainNumber, parseNumber } from '../cells/numbers.ts';
import type { Column } from '../table.ts';

/** A column collected as numbers: other words are kept by row. */
export interface CollectedNumbers {
  values(): Float64Array;
  others: ReadonlyMap<number, string>;
  hasFractions: boolean;
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
  if (others.size === 0) {
    const isEmpty = !forced && values.every((value) => value !== value);
    return isEmpty ? { name, kind: 'empty' } : { name, kind: 'number', values };
  }
  const present = others.size + countNumbers(values);

  let [points, commas] = [0, 0];
  for (const word of others.values()) {
    if (!Number.isNaN(parseNumber(word, '.'))) points++;
    if (!Number.isNaN(parseNumber(word, ','))) commas++;
  }
  const comma = commas > points || (commas === points && deciding.decimal === ',');
  if (comma && cells.hasFractions && commas - points >= present * strayShare) return null;
  const decimal = comma && !cells.hasFractions ? ',' : '.';
  const unparsable = new Map<number, string>();
  let example: string | undefined;
  for (const [row, word] of others) {
    const value = parseNumber(word, decimal);
    if (Number.isNaN(value)) unparsable.set(row, word);
    else {
      values[row] = value;
      if (!isPlainNumber(word)) example ??= word;
    }
  }
  if (!forced && unparsable.size > present * strayShare) return null;
  if (example !== undefined) noticeNotation(name, example, decimal, deciding);
  return unparsable.size > 0 ? { name, kind: 'number', values, unparsable } : { name, kind: 'number', values };
}

function countNumbers(values: Float64Array): number {
  let count = 0;
  for (let row = 0; row < values.length; row++) if (values[row] === values[row]) count++;
  return count;
}
