import { AppError } from '../../../base/errors.ts';
import type { Run } from '../../../base/run.ts';
import type { FileView } from '../../../contract/data/data-view.ts';
import { detectEncoding, guessEncoding } from '../encoding.ts';
import { columnNames } from '../header.ts';
import { JsonObjects } from './json-objects.ts';
import { parseJson } from './json-text.ts';
import { utf8Chunks } from '../blob-chunks.ts';
import { Sheet, tags } from './sheet.ts';
import { sheetTable } from './sheet-table.ts';
import type { Table } from '../../table.ts';
import type { ReadChoices, Source } from '../../../contract/data/reading.ts';

/** Objects that are used as dictionaries have no end of names. */
const maxColumns = 10_000;

/**
 * Reads a JSON array of objects, or JSON lines: one row an object, one column a name, in order of first appearance. Objects within become
 * columns such as `address.city`; arrays within stay as their JSON text. An object without any value is no row.
 * @throws AppError `read.empty`, `read.bad-json`, `read.json-shape`, `read.unknown-encoding`, `run.stopped`
 */
export async function readJson(
  source: Source,
  choices: ReadChoices,
  run: Run,
): Promise<{ table: Table; view: FileView }> {
  const { blob, name: file } = source;
  const head = new Uint8Array(await blob.slice(0, 65536).arrayBuffer());
  const encoding = choices.encoding === undefined ? guessEncoding(head) : detectEncoding(choices.encoding);
  const objects = new JsonObjects(file);
  const cells = new JsonCollector(file);
  for await (const chunk of utf8Chunks(blob, encoding, run)) {
    for (const text of objects.take(chunk)) {
      cells.put(text);
      if (cells.rows % 256 === 0) await run.yield();
    }
  }
  objects.end();
  const { sheet, names } = cells;
  if (sheet.rows === 0) throw new AppError('read.empty', { file });
  const named = columnNames(names, names.length, file);
  const { table, notices } = await sheetTable(
    { file, sheet, firstRow: 0, names: named.names, isNamed: () => true },
    choices,
    run,
  );
  const view: FileView = {
    id: source.id,
    name: file,
    bytes: blob.size,
    rows: table.rows,
    columns: table.columns.map(({ name }) => name),
    format: 'json',
    notices: [...named.notices, ...notices],
  };
  return { table, view };
}

/** Lays the values of objects into a sheet. */
class JsonCollector {
  readonly sheet = new Sheet();
  readonly names: string[] = [];
  rows = 0;
  readonly #indexByKey = new Map<string, number>();
  readonly #texts = new Map<string, number>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Puts one object, given as its text. */
  put(text: string): void {
    this.rows++;
    try {
      this.#putObject(parseJson(text) as Record<string, unknown>, '');
    } catch (error) {
      if (error instanceof AppError) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      throw new AppError('read.bad-json', { file: this.#file, row: this.rows, detail }, error);
    }
  }

  #putObject(object: Record<string, unknown>, before: string): void {
    for (const [key, value] of Object.entries(object)) {
      const name = before + key;
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        this.#putObject(value as Record<string, unknown>, `${name}.`);
      } else this.#putValue(this.#keyIndex(name), value);
    }
  }

  #putValue(key: number, value: unknown): void {
    switch (typeof value) {
      case 'number':
        return this.sheet.put(this.rows, key, tags.number, value);
      case 'boolean':
        return this.sheet.put(this.rows, key, tags.truth, Number(value));
      case 'string':
        return this.#putText(key, value);
      default:
        if (value !== null) this.#putText(key, JSON.stringify(value));
    }
  }

  #putText(key: number, text: string): void {
    if (text === '') return;
    let index = this.#texts.get(text);
    if (index === undefined) {
      index = this.sheet.strings.push(text) - 1;
      if (text.length < 64) this.#texts.set(text, index);
    }
    this.sheet.put(this.rows, key, tags.text, index);
  }

  #keyIndex(name: string): number {
    const known = this.#indexByKey.get(name);
    if (known !== undefined) return known;
    if (this.names.length === maxColumns) throw new AppError('read.json-shape', { file: this.#file });
    this.#indexByKey.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}
