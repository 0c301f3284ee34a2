import { AppError } from '../base/errors.ts';
import { notice, type Notice } from '../base/notice.ts';
import type { Run } from '../base/run.ts';
import type { FileView, Guess, ReadChoices, Source } from '../contract/data.ts';
import type { Kind } from '../contract/kinds.ts';
import { guessDelimiter } from './dialect.ts';
import { decodeStrictly, decodeText, encodingOf, encodings, guessEncoding, guessLegacy } from './encoding.ts';
import { finishNumbers } from './finish-numbers.ts';
import { columnNames, findHeader, type Header } from './header.ts';
import { inferColumn, type Deciding } from './infer-kinds.ts';
import { missingSet } from './missing.ts';
import { NumberCells } from './number-cells.ts';
import { isCodeNumber, parseNumber } from './numbers.ts';
import { utf8Pieces, withoutMark } from './pieces.ts';
import { RowShapes } from './row-shapes.ts';
import { sampleOf, sampleRows, type SampleRow } from './sample-rows.ts';
import type { Column, Table } from './table.ts';
import { emptyCells, separatorOf, startPosition, tokenize, type Separator } from './tokenize.ts';
import { WordCells } from './word-cells.ts';

const sampleBytes = 1 << 18;
/** No cell is longer: an open quote is an error sooner than the rest of a large file is one cell. */
const longestRow = 64 << 20;

interface Layout {
  delimiter: Guess<string>;
  encoding: Guess<string>;
  header: Header;
  names: string[];
  rows: SampleRow[];
  /** Rows to expect in the whole file. */
  expected: number;
  notices: Notice[];
}

/**
 * Reads a delimited text file of any size a piece at a time, straight into typed columns.
 * @throws AppError `read.empty`, `read.header-only`, `read.unfinished-quote`, `read.unknown-encoding`, `run.stopped`
 */
export async function readCsv(
  source: Source,
  choices: ReadChoices,
  run: Run,
): Promise<{ table: Table; view: FileView }> {
  const head = new Uint8Array(await source.blob.slice(0, sampleBytes).arrayBuffer());
  let encoding = encodingGuess(head, choices.encoding);
  let layout = lay(source, head, encoding, choices);
  let pass = await readColumns(source, layout, choices, run);
  if (
    !encoding.chosen &&
    encoding.value === 'utf-8' &&
    pass.broken.length > 0 &&
    pass.sound <= pass.broken.length * 10
  ) {
    const value = guessLegacy(joined(pass.broken));
    encoding = {
      ...encoding,
      value,
      others: [...encoding.others, { value: 'utf-8', sample: '' }].filter((each) => each.value !== value),
    };
    layout = lay(source, head, encoding, choices);
    pass = await readColumns(source, layout, choices, run);
  } else if (pass.broken.length > 0) {
    const sample = new TextDecoder().decode(pass.broken[0]);
    pass.notices.push(
      notice('read.broken-letters', { file: source.name, count: pass.broken.length, sample }, 'warning', {
        file: source.name,
      }),
    );
  }
  const { table, notices } = pass;
  const view: FileView = {
    id: source.id,
    name: source.name,
    bytes: source.blob.size,
    rows: table.rows,
    columns: table.columns.map(({ name }) => name),
    format: 'csv',
    delimiter: layout.delimiter,
    encoding,
    header: layout.header.guess,
    notices: [...layout.notices, ...notices],
  };
  return { table, view };
}

function encodingGuess(head: Uint8Array, choice: string | undefined): Guess<string> {
  const value = choice === undefined ? guessEncoding(head) : encodingOf(choice);
  const start = firstSpecialLine(head);
  const others = encodings
    .filter((each) => each !== value && (!each.startsWith('utf-16') || head.includes(0)))
    .flatMap((each) => {
      const text = decodeStrictly(start, each);
      return text === null ? [] : [{ value: each, sample: sampleOf([text]) }];
    });
  return { value, chosen: choice !== undefined, others };
}

/** The first line that is not all ASCII, or the first line: it shows best what an encoding makes of the text. */
function firstSpecialLine(head: Uint8Array): Uint8Array {
  const special = head.findIndex((byte) => byte > 127);
  const from = head.lastIndexOf(10, special < 0 ? 0 : special) + 1;
  const end = head.indexOf(10, Math.max(from, special));
  return head.subarray(from, Math.min(end < 0 ? head.length : end, from + 400));
}

function lay(source: Source, head: Uint8Array, encoding: Guess<string>, choices: ReadChoices): Layout {
  const text =
    encoding.value === 'utf-8' ? withoutMark(head) : new TextEncoder().encode(decodeText(head, encoding.value));
  const whole = source.blob.size <= head.length;
  const delimiter = guessDelimiter(text, whole, choices.delimiter);
  const rows = sampleRows(text, delimiter.value, whole);
  if (/^sep=/i.test(rows[0]?.words[0] ?? '') && rows[0]!.words.length <= 2) rows.shift();
  const file = source.name;
  if (whole && rows.length === 0 && decodeText(head, encoding.value).trim() === '')
    throw new AppError('read.empty', { file });
  const header = findHeader(rows, choices.header);
  const { names, notices } = columnNames(header.words, header.width, file);
  const perRow =
    rows.length > 1 ? text.length / sampleRows(text, delimiter.value, whole, Infinity).length : text.length;
  const expected = Math.ceil((source.blob.size / perRow) * (text.length / head.length) * 1.03) + 16;
  const preamble = header.skip - (header.words ? 1 : 0);
  if (preamble > 0) notices.push(notice('read.preamble', { file, count: preamble }, 'note', { file }));
  return { delimiter, encoding, header, names, rows, expected, notices };
}

interface Pass {
  table: Table;
  notices: Notice[];
  broken: Uint8Array[];
  sound: number;
}

/** Reads the columns; those that turned out to be no numbers are read once more, as words. */
async function readColumns(source: Source, layout: Layout, choices: ReadChoices, run: Run): Promise<Pass> {
  const { names, header } = layout;
  const file = source.name;
  const missing = missingSet(choices);
  const forced = (name: string): Kind | undefined =>
    choices.kinds && Object.hasOwn(choices.kinds, name) ? choices.kinds[name] : undefined;
  const body = layout.rows.filter(({ number }) => number > header.skip);
  const collectors = names.map((name, i) =>
    seemsNumber(body, i, missing, forced(name))
      ? new NumberCells(missing, layout.expected, forced(name) === 'number')
      : new WordCells(layout.expected),
  );
  const shapes = new RowShapes(layout.expected, names.length, file);
  await readInto(source, layout, collectors, shapes, run);
  const rowNumbers = shapes.rowNumbers();
  if (rowNumbers.length === 0) throw new AppError('read.header-only', { file });

  const deciding: Deciding = { file, decimal: layout.delimiter.value === ';' ? ',' : '.', notices: [] };
  const columns: (Column | null)[] = [];
  const again = new Map<number, WordCells>();
  let broken: Uint8Array[] = [];
  let sound = 0;
  const finishWords = (i: number, cells: WordCells): Column => {
    const name = names[i]!;
    const column = inferColumn(name, cells.words(missing), forced(name), deciding);
    broken = broken.concat(cells.broken);
    sound += cells.sound;
    return column;
  };
  for (const [i, name] of names.entries()) {
    const cells = collectors[i]!;
    const column =
      cells instanceof NumberCells
        ? finishNumbers(name, cells, forced(name) === 'number', deciding)
        : finishWords(i, cells);
    columns.push(column);
    if (column === null) again.set(i, new WordCells(rowNumbers.length));
    await run.breathe();
  }
  if (again.size > 0) {
    await readInto(
      source,
      layout,
      names.map((_, i) => again.get(i) ?? null),
      null,
      run,
    );
    for (const [i, cells] of again) columns[i] = finishWords(i, cells);
  }
  const kept = columns
    .filter((column): column is Column => column !== null)
    .filter((column, i) => column.kind !== 'empty' || !header.words || (header.words[i] ?? '') !== '');
  const table: Table = { columns: kept, rows: rowNumbers.length, origin: { parts: [{ file, start: 0 }], rowNumbers } };
  return { table, notices: [...shapes.notices(), ...deciding.notices], broken, sound };
}

/** Feeds every row after the header to the collectors of the columns; null = the column is left out. */
async function readInto(
  source: Source,
  layout: Layout,
  collectors: readonly (NumberCells | WordCells | null)[],
  shapes: RowShapes | null,
  run: Run,
): Promise<void> {
  const separator: Separator = separatorOf(layout.delimiter.value);
  const cells = emptyCells();
  const at = startPosition();
  let buffer = new Uint8Array(0);
  let filled = 0;
  const consume = async (final: boolean): Promise<void> => {
    let from = 0;
    while (from < filled) {
      const next = tokenize(buffer, from, filled, final, separator, cells, at);
      if (next === from) break;
      from = next;
      skipRows(cells, layout.header.skip);
      shapes?.take(buffer, cells);
      for (let i = 0; i < collectors.length; i++) collectors[i]?.take(buffer, cells, i);
      await run.breathe();
    }
    buffer.copyWithin(0, from, filled);
    filled -= from;
    if (at.open && (final || filled > longestRow)) {
      throw new AppError('read.unfinished-quote', { file: source.name, line: at.open.line });
    }
  };
  for await (const piece of utf8Pieces(source.blob, layout.encoding.value, run)) {
    if (filled + piece.length > buffer.length) {
      const larger = new Uint8Array(filled + piece.length);
      larger.set(buffer.subarray(0, filled));
      buffer = larger;
    }
    buffer.set(piece, filled);
    filled += piece.length;
    await consume(false);
  }
  await consume(true);
}

/** Drops the rows of a batch that stand before the data. */
function skipRows(cells: { first: Int32Array; numbers: Int32Array; rows: number }, skip: number): void {
  if (cells.rows === 0 || cells.numbers[0]! > skip) return;
  let gone = 0;
  while (gone < cells.rows && cells.numbers[gone]! <= skip) gone++;
  cells.first.copyWithin(0, gone, cells.rows + 1);
  cells.numbers.copyWithin(0, gone, cells.rows);
  cells.rows -= gone;
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
    if (/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(word) && !Number.isNaN(parseNumber(word, '.'))) plain++;
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
