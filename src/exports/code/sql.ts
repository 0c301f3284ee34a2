import type { Proof } from '../../contract/result/exported.ts';
import type { Scoring } from '../scoring.ts';
import { toScores, type Score, type Term } from './code.ts';

/**
 * Writes a linear or logistic model as one SELECT in standard SQL (PostgreSQL, DuckDB, SQLite; MySQL with ANSI_QUOTES and NO_BACKSLASH_ESCAPES), and
 * a
 * second one that counts the made-up rows on which it differs from the app. A row with a missing cell that is not filled gets NULL.
 * @throws AppError `export.not-linear`
 */
export function toSql(scoring: Scoring, proof: Proof): string {
  const scores = toScores(scoring).map(sqlSum);
  const { classes, factors } = scoring;
  const predict = (from: string) => (classes ? classified(scores, classes, from) : numbered(scores[0], from));
  return [
    "-- Made by Intab. Standard SQL: PostgreSQL, DuckDB, SQLite; on MySQL: SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'.",
    ...(factors.some(({ kind }) => kind === 'date')
      ? ['-- On SQLite write (julianday(day) - 2440587.5) for EXTRACT(EPOCH FROM CAST(day AS TIMESTAMP)) / 86400.0.']
      : []),
    '-- Put the name of your table in the place of your_table.',
    `${predict('your_table').join('\n')};`,
    '',
    '-- Verify: on how many made-up rows this differs from the app. It is 0.',
    ...verifying(predict, scoring, proof),
    '',
  ].join('\n');
}

/** Wraps the prediction of the proof's rows; what the app answered is a column that no factor is called. */
function verifying(predict: (from: string) => string[], { factors, classes }: Scoring, proof: Proof): string[] {
  let expected = 'in the app';
  while (factors.some(({ name: factor }) => factor === expected)) expected += ' ';
  const rows = proof.rows.map((row, i) => {
    const cells = factors.map((factor) => `${sqlCell(row[factor.name])} AS ${name(factor.name)}`);
    return `SELECT ${[...cells, `${sqlCell(proof.predictions[i])} AS ${name(expected)}`].join(', ')}`;
  });
  const answered = `answered.${name(expected)}`;
  const same = classes
    ? `answered.prediction = ${answered}`
    : `ABS(answered.prediction - ${answered}) <= 1e-9 * (1 + ABS(${answered}))`;
  return [
    `SELECT SUM(CASE WHEN ${same} OR (answered.prediction IS NULL AND ${answered} IS NULL) THEN 0 ELSE 1 END) AS differing`,
    `FROM (${predict(`(\n${rows.join('\nUNION ALL ')}\n) AS your_table`).join('\n')}) AS answered;`,
  ];
}

function numbered(score: string, from: string): string[] {
  return [`SELECT *,\n  ${score} AS prediction`, `FROM ${from}`];
}

function classified(scores: string[], classes: readonly string[], from: string): string[] {
  if (scores.length === 1) {
    const [no, yes] = classes.map(literal);
    return [
      `SELECT scored.*, 1 / (1 + EXP(-intab_score)) AS ${name(`probability_${classes[1]}`)},`,
      `  CASE WHEN intab_score > 0 THEN ${yes} WHEN intab_score <= 0 THEN ${no} END AS prediction`,
      `FROM (SELECT *,\n  ${scores[0]} AS intab_score\nFROM ${from}) AS scored`,
    ];
  }
  const columns = scores.map((score, s) => `  ${score} AS intab_score_${s + 1}`);
  const largest = (s: number) =>
    scores.map((_, other) => `intab_score_${s + 1} >= intab_score_${other + 1}`).join(' AND ');
  const cases = classes.map((each, s) => `WHEN ${largest(s)} THEN ${literal(each)}`);
  return [
    `SELECT scored.*, CASE ${cases.join('\n    ')} END AS prediction`,
    `FROM (SELECT *,\n${columns.join(',\n')}\nFROM ${from}) AS scored`,
  ];
}

function sqlSum({ intercept, terms }: Score): string {
  return [number(intercept), ...terms.map(sqlTerm)].join('\n    + ');
}

function sqlTerm({ column, fill, weights, date }: Term): string {
  const cell = name(column);
  if (typeof weights === 'number') {
    const value = date ? `EXTRACT(EPOCH FROM CAST(${cell} AS TIMESTAMP)) / 86400.0` : cell;
    return `${number(weights)} * ${typeof fill === 'number' ? `COALESCE(${value}, ${number(fill)})` : value}`;
  }
  const filled = typeof fill === 'string' ? `COALESCE(${cell}, ${literal(fill)})` : cell;
  const cases = weights.map(([level, weight]) => `WHEN ${literal(level)} THEN ${number(weight)}`);
  return `CASE WHEN ${filled} IS NULL THEN NULL ELSE CASE ${filled} ${cases.join(' ')} ELSE 0 END END`;
}

function sqlCell(cell: number | string | null): string {
  if (cell === null) return 'NULL';
  return typeof cell === 'number' ? number(cell) : literal(cell);
}

/** A name in double quotes; one inside is doubled, so that no name ends early. */
function name(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Every digit, as a double: SQL would take `1e400` or `3` for other types. */
function number(value: number): string {
  const text = String(value);
  return `(${/[.e]/.test(text) ? text : `${text}.0`})`;
}
