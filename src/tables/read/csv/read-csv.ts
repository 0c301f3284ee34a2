import { AppError } from '../../../base/errors.ts';
import { notice, type Notice } from '../../../base/notice.ts';
import type { Run } from '../../../base/run.ts';
import type { FileView } from '../../../contract/data/data-view.ts';
import type { Kind } from '../../../contract/data/kinds.ts';
import { findLayout, type Layout } from './csv-layout.ts';
import { readCells } from './csv-batches.ts';
import { guessLegacy } from '../encoding.ts';
import { finishNumbers } from '../../kinds/finish-numbers.ts';
import { inferColumn, type Deciding } from '../../kinds/infer-kinds.ts';
import { missingSet } from '../../cells/missing.ts';
import { NumberCollector } from './number-collector.ts';
import { isCodeNumber, isPlainNumber } from '../../cells/numbers.ts';
import { RowShapes } from './row-shapes.ts';
import type { SampleRow } from '../sample-rows.ts';
import type { Column, Table } from '../../table.ts';
import { WordCollector } from './word-collector.ts';
import type { ReadChoices, Source } from '../../../contract/data/reading.ts';

/**
 * Reads a delimited text file of any size a piece at a time, straight into typed columns.
 * @throws AppError `read.empty`, `read.header-only`, `read.unfinished-quote`, `read.endless-row`, `read.unknown-encoding`,
 * `read.no-header-row`, `run.stopped`
 */
export async function readCsv(
  source: Source,
  choices: ReadChoices,
  run: Run,
): Promise<{ table: Table; view: FileView }> {
  const file = source.name;
  let layout = await findLayout(source, choices);
  await run.yield();
  let pass = await readColumns(source, layout, choices, run);
  if (layout.encoding.value === 'utf-8' && !layout.encoding.chosen && pass.sound <= pass.broken.length * 10) {
    // Only ASCII where the guess was made, and then words of another encoding.
    if (pass.broken.length > 0) {
      layout = await findLayout(source, choices, guessLegacy(joined(pass.broken)));
      pass = await readColumns(source, layout, choices, run);
    }
  }
  const { table, broken, notices } = pass;
  if (broken.length > 0) {
    const sample = new TextDecoder().decode(broken[0]);
    notices.push(notice('read.broken-letters', { file, count: broken.length, sample }, 'warning', { file }));
  }
  const view: FileView = {
    id: source.id,
    name: file,
    bytes: source.blob.size,
    rows: table.rows,
    columns: table.columns.map(({ name }) => name),
    format: 'csv',
    delimiter: layout.delimiter,
    encoding: layout.encoding,
    header: layout.header.guess,
    notices: [...layout.notices, ...notices],
  };
  return { table, view };
}

interface Pass {
  table: Table;
  notices: Notice[];
  /** Different words that are no valid UTF-8, and how many are valid and more than ASCII. */
  broken: Uint8Array[];
  sound: number;
}

/** Reads the columns; those that turn out to be no numbers are read once more, as words. */
async function readColumns(source: Source, layout: Layout, choices: ReadChoices, run: Run): Promise<Pass> {
  const { names, header, expected } = layout;
  const file = source.name;
  const missing = missingSet(choices);
  const forced = names.map((name) =>
    choices.kinds && Object.hasOwn(choices.kinds, name) ? choices.kinds[name] : undefined,
  );
  const body = layout.rows.filter(({ number }) => number > header.skip);
  const collectors = names.map((_, i) =>
    seemsNumber(body, i, missing, forced[i])
      ? new NumberCollector(missing, expected, forced[i] === 'number')
      : new WordCollector(expected),
  );
  const shapes = new RowShapes(expected, names.length, file);
  await readCells(source, layout, { shapes, columns: collectors }, run);
  const rowNumbers = shapes.rowNumbers();
  if (rowNumbers.length === 0) throw new AppError('read.header-only', { file });

  const deciding: Deciding = {
    file,
    decimal: layout.delimiter.value === ';' ? ',' : '.',
    dayOrder: choices.dayOrder ?? {},
    notices: [],
  };
  const columns: Column[] = [];
  const again = new Map<number, WordCollector>();
  const words: WordCollector[] = [];
  const finish = async (i: number, cells: WordCollector): Promise<Column> => {
    words.push(cells);
    const found = cells.words(missing);
    await run.yield();
    return inferColumn(names[i], found, forced[i], deciding);
  };
  for (const [i, cells] of collectors.entries()) {
    if (cells instanceof WordCollector) columns[i] = await finish(i, cells);
    else {
      const column = finishNumbers(names[i], cells, forced[i] === 'number', deciding);
      if (column) columns[i] = column;
      else again.set(i, new WordCollector(rowNumbers.length));
    }
    await run.yield();
  }
  if (again.size > 0) {
    const quiet: Run = { ...run, report: () => undefined };
    await readCells(source, layout, { shapes: null, columns: names.map((_, i) => again.get(i) ?? null) }, quiet);
    for (const [i, cells] of again) {
      columns[i] = await finish(i, cells);
      await run.yield();
    }
  }
  const table: Table = {
    columns: columns.filter(({ kind }, i) => kind !== 'empty' || !header.words || (header.words[i] ?? '') !== ''),
    rows: rowNumbers.length,
    origin: { parts: [{ file, start: 0 }], rowNumbers },
  };
  return {
    table,
    notices: [...shapes.notices(), ...deciding.notices],
    broken: words.flatMap(({ broken }) => broken),
    sound: words.reduce((sum, { sound }) => sum + sound, 0),
  };
}

/** Is true when the sample says that a column is best collected as numbers. */
function seemsNumber(
  body: readonly SampleRow[],
  column: number,
  missing: ReadonlySet<string>,
  forced: Kind | undefined,
): boolean {
  if (forced !== undefined) return forced === 'number';
  let [plain, present] = [0, 0];
  for (const { words } of body) {
    const word = words[column] ?? '';
    if (missing.has(word)) continue;
    present++;
    if (isCodeNumber(word)) return false;
    if (isPlainNumber(word)) plain++;
  }
  return present > 0 && plain >= present * 0.7;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
    all[at++] = 10;
  }
  return all;
}
