import { cellText } from '../../src/tables/cells/cell-text.ts';
import { readFile } from '../../src/tables/read/read-file.ts';
import type { Table } from '../../src/tables/table.ts';
import type { FileView } from '../../src/contract/data/data-view.ts';
import { quietRun } from '../run.ts';
import type { ReadChoices } from '../../src/contract/data/reading.ts';

/** Reads a file that a test wrote out. */
export function read(
  content: string | Uint8Array | ArrayBuffer,
  choices: ReadChoices = {},
  name = 'table.csv',
): Promise<{ table: Table; view: FileView }> {
  return readFile({ id: name, name, blob: new Blob([content as BlobPart]) }, choices, quietRun());
}

/** The cells of each column as words, by its name. */
export function tableCells({ columns, rows }: Table): Record<string, (string | null)[]> {
  const cells = columns.map((column): [string, (string | null)[]] => [
    column.name,
    Array.from({ length: rows }, (_, row) => cellText(column, row)),
  ]);
  return Object.fromEntries(cells);
}

/** The kind of each column, by its name. */
export function columnKinds({ columns }: Table): Record<string, string> {
  return Object.fromEntries(columns.map(({ name, kind }) => [name, kind]));
}

/** Reads the file with every column as text: its words as they stand. */
export async function columnWords(
  content: string | Uint8Array | ArrayBuffer,
  choices: ReadChoices = {},
  name = 'table.csv',
): Promise<Record<string, (string | null)[]>> {
  const { view } = await read(content, choices, name);
  const kinds = Object.fromEntries(view.columns.map((column) => [column, 'text' as const]));
  return tableCells((await read(content, { ...choices, kinds }, name)).table);
}

/** The codes of what was told beside the table. */
export function noticeCodes(view: FileView): string[] {
  return view.notices.map(({ code }) => code);
}
