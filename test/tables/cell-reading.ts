import type { Bundle } from '../../src/contract/model/bundle.ts';
import { toRowTable } from '../../src/prediction/row-table.ts';
import { applyRecipe } from '../../src/recipe/apply.ts';
import { readRecipe } from '../../src/recipe/read-recipe.ts';
import { cellText } from '../../src/tables/cells/cell-text.ts';
import { parseCompactDate, parseDate } from '../../src/tables/cells/dates.ts';
import { missingSet, missingTest } from '../../src/tables/cells/missing.ts';
import { parseNumber } from '../../src/tables/cells/numbers.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { read } from './read.ts';

/** What the app makes of one writing; null = it is not one. Dates are milliseconds since 1970-01-01 UTC. */
export interface CellReading {
  cell: string;
  missing: boolean;
  /** As a number with a decimal point, and with a decimal comma. */
  number: [point: number | null, comma: number | null];
  /** As a date with the day first, with the month first, and with the day first where a person says that it is a date. */
  date: [dmy: number | null, mdy: number | null, chosen: number | null];
  /** What a column of a CSV file is that holds nothing else, and its cell as the page shows it. */
  column: [kind: string, shown: string | null];
  /**
   * What a model sees of a row object with this cell, where the column was a number, a date (in days, day first) or yes and no; null = the row has no
   * prediction.
   */
  row: [number: number | null, days: number | null, yes: string | null];
}

const orNull = (value: number) => (Number.isNaN(value) ? null : value === 0 ? 0 : value);

/** Reads each writing by itself, as files, row objects and forms do. */
export async function readWritings(cells: readonly string[]): Promise<CellReading[]> {
  const isMissing = missingTest(missingSet({}));
  const seen = await modelReaders();
  const columns = await readColumns(cells);
  return cells.map((cell, i) => ({
    cell,
    missing: isMissing(cell),
    number: [orNull(parseNumber(cell, '.')), orNull(parseNumber(cell, ','))],
    date: [parseDate(cell, 'dmy'), parseDate(cell, 'mdy'), parseCompactDate(cell, 'dmy')].map(
      orNull,
    ) as CellReading['date'],
    column: columns[i],
    row: seen.map((see) => see(cell)) as CellReading['row'],
  }));
}

/** Reads a CSV file that holds each writing four times, in a column of its own. */
async function readColumns(cells: readonly string[]): Promise<CellReading['column'][]> {
  const generated = cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  const names = cells.map((_, i) => `column ${i}`);
  const text = `${names.join()}\n${`${generated.join()}\n`.repeat(4)}`;
  const { table } = await read(text, { header: true, delimiter: ',', encoding: 'utf-8' });
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return names.map((name) => {
    const column = columns.get(name);
    return column ? [column.kind, cellText(column, 0)] : ['empty', null];
  });
}

/** Trains a model on each kind of column, and gives the way in which each sees a cell. */
async function modelReaders() {
  const kinds = [
    ['number', ['1', '2.5', '4', '7']],
    ['date', ['25/1/2001', '3/2/2001', '9/3/2001', '30/4/2001']],
    ['boolean', ['yes', 'no', 'no', 'yes']],
  ] as const;
  const bundles: Bundle[] = [];
  for (const [type, cells] of kinds) {
    const csv = `x,y\n${Array.from({ length: 16 }, (_, row) => `${cells[row % 4]},${row}\n`).join('')}`;
    const factorParams = [{ name: 'x', type, missing: 'drop' }];
    const trained = await trainCsv({ 'a.csv': csv }, { modelType: 'linear_regression', target: 'y', factorParams });
    bundles.push(trained.bundle);
  }
  return bundles.map((bundle) => {
    const recipe = readRecipe(bundle.recipe);
    return (cell: string) => {
      const { features, incomplete } = applyRecipe(recipe, toRowTable([{ x: cell }], bundle));
      if (incomplete.length > 0) return null;
      const values = features.block(0, 1, 'raw');
      if (features.names.length === 1) return orNull(values[0]);
      return features.names.find((_, j) => values[j] === 1)?.replace('x=', '') ?? 'unknown level';
    };
  });
}
