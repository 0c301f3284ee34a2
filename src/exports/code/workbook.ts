import { AppError } from '../../base/errors.ts';
import type { Proof } from '../../contract/result/exported.ts';
import { writeWorkbook, type SheetCell } from '../../tables/write/write-workbook.ts';
import type { Scoring, ScoringFactor } from '../scoring.ts';
import { toScores, type Score, type Term } from './code.ts';

/** Rows with formulas in them; more by filling down. */
const readyRows = 100;
/** Excel takes no longer formula (8,192 characters). */
const maxLetters = 8000;
/** Excel counts days from 1899-12-30. */
const epoch = 25569;
const dayMs = 86_400_000;

/**
 * Writes a linear or logistic model as a workbook: type cells under the factors' names and read the prediction beside them; a sheet of made-up rows
 * with
 * the app's answers checks itself. Levels and names stand in cells, never inside a formula. A row with a missing cell that is not filled stays empty.
 * @throws AppError `export.not-linear`, `export.too-long` when the formula is longer than Excel takes
 */
export async function toWorkbook(scoring: Scoring, proof: Proof): Promise<Uint8Array<ArrayBuffer>> {
  const { factors } = scoring;
  const weights = new WeightCells();
  const answer = answerCells(scoring, weights);
  const header = [...factors.map(({ name }) => name), ...answer.labels, 'prediction'];
  const typed = proof.rows.map((row) =>
    factors.map(({ name, kind }) => (kind === 'date' ? toSerial(row[name]) : row[name])),
  );
  const [found, answered, same] = [0, 1, 2].map((further) => letters(header.length - 1 + further));
  const verdict: SheetCell = {
    formula: `COUNTIF($${same}$2:$${same}$${typed.length + 1},TRUE)&" of ${typed.length} agree"`,
  };
  const isSame = (row: number) =>
    scoring.classes
      ? `EXACT(${found}${row}&"",${answered}${row}&"")`
      : `IF(${answered}${row}="",${found}${row}="",ABS(${found}${row}-${answered}${row})<=0.000000001*(1+ABS(${answered}${row})))`;
  return writeWorkbook([
    {
      name: 'Predict',
      rows: [
        header,
        ...Array.from({ length: readyRows }, (_, r) => [...factors.map(emptyCell), ...answer.cells(r + 2)]),
      ],
    },
    { name: 'Weights', rows: [['class or level', 'weight', 'factor'], ...weights.rows] },
    {
      name: 'Verify',
      rows: [
        [...header, 'in the app', 'agrees', verdict],
        ...typed.map((cells, r) => [
          ...cells,
          ...answer.cells(r + 2),
          proof.predictions[r],
          { formula: isSame(r + 2) },
        ]),
      ],
    },
  ]);
}

/** Gives the names of what stands between factors and prediction, and the formulas of a row. */
function answerCells(scoring: Scoring, weights: WeightCells): { labels: string[]; cells(row: number): SheetCell[] } {
  const { factors, classes } = scoring;
  const names = (classes ?? []).map((name) => weights.add([name]));
  const sums = toScores(scoring).map((score) => sumCell(score, weights));
  const needed = factors.flatMap(({ fill }, f) => (fill === null ? [letters(f)] : []));
  const first = `${letters(factors.length)}#`;
  const all = `${first}:${letters(factors.length + sums.length - 1)}#`;
  const formulas = !classes
    ? sums
    : sums.length === 1
      ? [...sums, `1/(1+EXP(-${first}))`, `IF(${first}>0,${names[1]},${names[0]})`]
      : [...sums, `INDEX(${names[0]}:${names[names.length - 1]},MATCH(MAX(${all}),${all},0))`];
  const pair = classes && sums.length === 1;
  return {
    labels: pair ? ['score', `probability_${classes[1]}`] : (classes ?? []).map((name) => `score_${name}`),
    cells(row) {
      const empty = needed.length > 0 ? `OR(${needed.map((column) => `${column}${row}=""`).join(',')})` : 'FALSE';
      return formulas.map((formula, at) => ({
        formula: `IF(${empty},"",${formula.replaceAll('#', String(row))})`,
        // EXACT compares with a whole range: not every program does that in SUMPRODUCT unasked.
        array: at < sums.length,
      }));
    },
  };
}

/** A cell to type into: a level stays as it is typed, but for truth values, which have a formula of their own. */
function emptyCell(factor: ScoringFactor): SheetCell {
  return factor.kind === 'category' && !factor.levels.some((level) => /^(true|false)$/i.test(level))
    ? { asText: true }
    : null;
}

function toSerial(day: number | string | null): number | null {
  return day === null ? null : Date.parse(String(day)) / dayMs + epoch;
}

/** The second sheet, filled from the top. */
class WeightCells {
  readonly rows: SheetCell[][] = [];

  /** Puts a line down and gives the address of its first cell. */
  add(cells: SheetCell[]): string {
    this.rows.push(cells);
    return `Weights!$A$${this.rows.length + 1}`;
  }
}

/** Gives the formula of a score; `#` stands for the row. */
function sumCell({ intercept, terms }: Score, weights: WeightCells): string {
  const start = weightCell(weights.add([null, intercept, 'intercept']));
  const formula = [start, ...terms.map((term, t) => termCell(term, `$${letters(t)}#`, weights))].join('+');
  if (formula.length > maxLetters) throw new AppError('export.too-long', { letters: formula.length, most: maxLetters });
  return formula;
}

function termCell({ column, fill, weights: given, date }: Term, cell: string, weights: WeightCells): string {
  const filled = (value: string) => {
    if (fill === null) return value;
    return `IF(${cell}="",${weights.add([fill, null, `${column}: for missing cells`])},${value})`;
  };
  if (typeof given === 'number') {
    const weight = weightCell(weights.add([null, given, column]));
    return `${weight}*${filled(date ? `(${cell}-${epoch})` : cell)}`;
  }
  const [first, ...rest] = given.map(([level, weight]) => weights.add([level, weight, column]));
  if (first === undefined) return '0';
  const levelAddress = (word: RegExp) => [first, ...rest][given.findIndex(([level]) => word.test(level))];
  const [yes, no] = [levelAddress(/^true$/i), levelAddress(/^false$/i)];
  // A spreadsheet makes a truth value of a typed "true", and writes it in its own language.
  const word = yes && no ? `IF(ISLOGICAL(${cell}),IF(${cell},${yes},${no}),${cell})` : cell;
  const range = `${first}:${(rest[rest.length - 1] ?? first).replace('Weights!', '')}`;
  // EXACT, for = takes "a" and "A" for the same; &"" makes text of a typed number.
  return `SUMPRODUCT(--EXACT(${filled(word)}&"",${range}),${range.replaceAll('$A', '$B')})`;
}

/** The weight stands beside the first cell. */
function weightCell(address: string): string {
  return address.replace('$A', '$B');
}

/** Names a column as spreadsheets do: 0 = A, 26 = AA. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}
