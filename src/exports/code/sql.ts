import type { Scoring } from '../scoring.ts';
import { toScores, type Score, type Term } from './code.ts';

/**
 * Writes a linear or logistic model as one SELECT in standard SQL (PostgreSQL, DuckDB, SQLite; MySQL with ANSI_QUOTES and NO_BACKSLASH_ESCAPES).
 * A row that lacks a cell which nothing fills gets NULL.
 * @throws AppError `export.not-linear`
 */
export function toSql(scoring: Scoring): string {
  const scores = toScores(scoring).map(sumOf);
  const { classes } = scoring;
  return [
    "-- Made by Intab. Standard SQL: PostgreSQL, DuckDB, SQLite; on MySQL: SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'.",
    '-- Put the name of your table in the place of your_table.',
    ...(classes ? classified(scores, classes) : [`SELECT *,\n  ${scores[0]} AS prediction`, 'FROM your_table;']),
    '',
  ].join('\n');
}

function classified(scores: string[], classes: readonly string[]): string[] {
  if (scores.length === 1) {
    const [no, yes] = classes.map(literal);
    return [
      `SELECT scored.*, 1 / (1 + EXP(-score)) AS ${name(`probability_${classes[1]}`)},`,
      `  CASE WHEN score > 0 THEN ${yes} WHEN score <= 0 THEN ${no} END AS prediction`,
      `FROM (SELECT *,\n  ${scores[0]} AS score\nFROM your_table) AS scored;`,
    ];
  }
  const columns = scores.map((score, s) => `  ${score} AS score_${s + 1}`);
  const largest = (s: number) => scores.map((_, other) => `score_${s + 1} >= score_${other + 1}`).join(' AND ');
  const cases = classes.map((each, s) => `WHEN ${largest(s)} THEN ${literal(each)}`);
  return [
    `SELECT scored.*, CASE ${cases.join('\n    ')} END AS prediction`,
    `FROM (SELECT *,\n${columns.join(',\n')}\nFROM your_table) AS scored;`,
  ];
}

function sumOf({ intercept, terms }: Score): string {
  return [number(intercept), ...terms.map(termOf)].join('\n    + ');
}

function termOf({ column, fill, weights, date }: Term): string {
  const cell = name(column);
  if (typeof weights === 'number') {
    const value = date ? `EXTRACT(EPOCH FROM CAST(${cell} AS TIMESTAMP)) / 86400.0` : cell;
    return `${number(weights)} * ${typeof fill === 'number' ? `COALESCE(${value}, ${number(fill)})` : value}`;
  }
  const filled = typeof fill === 'string' ? `COALESCE(${cell}, ${literal(fill)})` : cell;
  const cases = weights.map(([level, weight]) => `WHEN ${literal(level)} THEN ${number(weight)}`);
  return `CASE WHEN ${filled} IS NULL THEN NULL ELSE CASE ${filled} ${cases.join(' ')} ELSE 0 END END`;
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
