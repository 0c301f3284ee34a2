import { strayShare, tellNotation, type Deciding } from './infer-kinds.ts';
import { isPlainNumber, parseNumber } from './numbers.ts';
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
  if (comma && cells.fractions > 0 && commas - points >= present * strayShare) return null;
  const decimal = comma && cells.fractions === 0 ? ',' : '.';
  const unparsable = new Map<number, string>();
  let told: string | undefined;
  for (const [row, word] of others) {
    const value = parseNumber(word, decimal);
    if (Number.isNaN(value)) unparsable.set(row, word);
    else {
      values[row] = value;
      if (!isPlainNumber(word)) told ??= word;
    }
  }
  if (!forced && unparsable.size > present * strayShare) return null;
  if (told !== undefined) tellNotation(name, told, decimal, deciding);
  return unparsable.size > 0 ? { name, kind: 'number', values, unparsable } : { name, kind: 'number', values };
}
