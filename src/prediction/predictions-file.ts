import type { Run } from '../base/run.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import type { DayOrder, Kind } from '../contract/data/kinds.ts';
import type { ReadChoices, Source } from '../contract/data/reading.ts';
import { cellText } from '../tables/cells/cell-text.ts';
import { writeCsv } from '../tables/write/write-csv.ts';
import { missingWords } from '../tables/cells/missing.ts';
import { readFile } from '../tables/read/read-file.ts';
import type { Table } from '../tables/table.ts';
import { sayAnswers } from './answers.ts';
import type { TableAnswers } from './predict.ts';

/** Reads a file to predict: the model's columns are of the kinds they had in training, under any of their names. */
export async function readRows(source: Source, bundle: Bundle, run: Run): Promise<Table> {
  const choices = { ...choicesOf(bundle), kinds: kindsOf(bundle), dayOrder: dayOrderOf(bundle) };
  const { table } = await readFile(source, choices, run);
  return table;
}

function kindsOf({ factors, target, plan }: Bundle): Record<string, Kind> {
  const named = factors.flatMap(({ name, from = [], kind }) =>
    [name, ...from].map((each): [string, Kind] => [each, kind]),
  );
  const names = [target.name, ...(plan.targetField?.from ?? [])];
  return Object.fromEntries([...names.map((name): [string, Kind] => [name, target.kind]), ...named]);
}

/** Dates are read as they were in training: a few rows seldom show which of day and month comes first. */
function dayOrderOf({ factors }: Bundle): Record<string, DayOrder> {
  return Object.fromEntries(
    factors.flatMap(({ name, from = [], dayOrder }) =>
      dayOrder ? [name, ...from].map((each): [string, DayOrder] => [each, dayOrder]) : [],
    ),
  );
}

/** The words for missing are those of the training files; how a file is laid out is guessed anew. */
function choicesOf({ plan }: Bundle): ReadChoices {
  const { missing, notMissing } = plan.read;
  return { ...(missing ? { missing } : {}), ...(notMissing ? { notMissing } : {}) };
}

/** Writes the input's columns as they stand in the file, then `prediction` and, for classes, `probability_<class>`. */
export async function writePredictions(source: Source, table: Table, answers: TableAnswers, run: Run): Promise<Blob> {
  const kinds = Object.fromEntries(table.columns.map(({ name }): [string, Kind] => [name, 'text']));
  const read = { ...source.read, kinds, notMissing: missingWords };
  const asText = await readFile({ ...source, read }, {}, run);
  const labels = answers.labels ?? [];
  const header = [
    ...asText.table.columns.map(({ name }) => name),
    ...['prediction', ...labels.map((label) => `probability_${label}`)],
  ];
  const parts: string[] = [];
  for (const part of writeCsv(header, lines(asText.table, answers))) {
    parts.push(part);
    await run.breathe();
  }
  return new Blob(parts, { type: 'text/csv' });
}

function* lines({ columns, rows }: Table, answers: TableAnswers): Generator<(string | number | null)[]> {
  const { labels, lacks, probabilities } = answers;
  const width = labels?.length ?? 0;
  for (let row = 0; row < rows; row++) {
    const cells: (string | number | null)[] = columns.map((column) => cellText(column, row));
    const [said] = lacks[row] ? [null] : sayAnswers(answers, row, row + 1);
    cells.push(said);
    for (let k = 0; k < width; k++) cells.push(lacks[row] || !probabilities ? null : probabilities[row * width + k]);
    yield cells;
  }
}
