import { AppError } from '../../base/errors.ts';
import type { SheetCell } from '../../tables/workbook.ts';
import { writeWorkbook } from '../../tables/write-workbook.ts';
import type { Scoring } from '../scoring.ts';
import { toScores, type Score, type Term } from './code.ts';

/** Rows with formulas in them; more by filling down. */
const readyRows = 100;
/** Excel takes no longer formula (8,192 characters). */
const mostLetters = 8000;

/**
 * Writes a linear or logistic model as a workbook: type cells under the factors' names and read the prediction beside them. Levels and names stand in cells,
 * never inside a formula. A row that lacks a cell which nothing fills stays empty.
 * @throws AppError `export.not-linear`, `export.too-long` when the formula is longer than Excel takes
 */
export async function toWorkbook(scoring: Scoring): Promise<Uint8Array<ArrayBuffer>> {
  const { factors, classes } = scoring;
  const weights = new Weights();
  const names = (classes ?? []).map((name) => weights.add([name]));
  const sums = toScores(scoring).map((score) => sumOf(score, weights));
  const pair = sums.length === 1;
  const scoreAt = (s: number) => letters(factors.length + s);
  const labels = !classes ? [] : pair ? ['score', `probability_${classes[1]}`] : classes.map((name) => `score_${name}`);
  const needed = factors.flatMap(({ fill }, f) => (fill === null ? [letters(f)] : []));

  const rows = Array.from({ length: readyRows }, (_, r): SheetCell[] => {
    const row = String(r + 2);
    const empty = needed.length > 0 ? `OR(${needed.map((column) => `${column}${row}=""`).join(',')})` : 'FALSE';
    const cell = (formula: string): SheetCell => ({ formula: `IF(${empty},"",${formula.replaceAll('#', row)})` });
    const scores = sums.map(cell);
    const typed = factors.map(() => null);
    if (!classes) return [...typed, ...scores];
    const score = `${scoreAt(0)}#`;
    const all = `${score}:${scoreAt(sums.length - 1)}#`;
    return pair
      ? [...typed, ...scores, cell(`1/(1+EXP(-${score}))`), cell(`IF(${score}>0,${names[1]},${names[0]})`)]
      : [...typed, ...scores, cell(`INDEX(${names[0]}:${names[names.length - 1]},MATCH(MAX(${all}),${all},0))`)];
  });
  return writeWorkbook([
    { name: 'Predict', rows: [[...factors.map(({ name }) => name), ...labels, 'prediction'], ...rows] },
    { name: 'Weights', rows: [['class or level', 'weight', 'factor'], ...weights.rows] },
  ]);
}

/** The second sheet, filled from the top. */
class Weights {
  readonly rows: SheetCell[][] = [];

  /** Puts a line down and gives the address of its first cell. */
  add(cells: SheetCell[]): string {
    this.rows.push(cells);
    return `Weights!$A$${this.rows.length + 1}`;
  }
}

/** Gives the formula of a score; `#` stands for the row. */
function sumOf({ intercept, terms }: Score, weights: Weights): string {
  const start = weightOf(weights.add([null, intercept, 'intercept']));
  const formula = [start, ...terms.map((term, t) => termOf(term, `$${letters(t)}#`, weights))].join('+');
  if (formula.length > mostLetters)
    throw new AppError('export.too-long', { letters: formula.length, most: mostLetters });
  return formula;
}

function termOf({ column, fill, weights: given, date }: Term, cell: string, weights: Weights): string {
  const filled = (value: string) => {
    if (fill === null) return value;
    return `IF(${cell}="",${weights.add([fill, null, `${column}: for missing cells`])},${value})`;
  };
  if (typeof given === 'number') {
    const weight = weightOf(weights.add([null, given, column]));
    // Excel counts days from 1899-12-30.
    return `${weight}*${filled(date ? `(${cell}-25569)` : cell)}`;
  }
  const [first, ...rest] = given.map(([level, weight]) => weights.add([level, weight, column]));
  if (first === undefined) return '0';
  const range = `${first}:${(rest[rest.length - 1] ?? first).replace('Weights!', '')}`;
  // EXACT, for = takes "a" and "A" for the same; &"" makes text of a typed number.
  return `SUMPRODUCT(--EXACT(${filled(cell)}&"",${range}),${range.replaceAll('$A', '$B')})`;
}

/** The weight stands beside the first cell. */
function weightOf(address: string): string {
  return address.replace('$A', '$B');
}

/** Names a column as spreadsheets do: 0 = A, 26 = AA. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}
