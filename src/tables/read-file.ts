import type { Run } from '../base/run.ts';
import type { FileView, ReadChoices, Source } from '../contract/data.ts';
import { checkFormat } from './format.ts';
import { readCsv } from './read-csv.ts';
import type { Table } from './table.ts';

/**
 * Reads one file into a table: CSV, TSV and other delimited text, XLSX, XLS or ODS, told apart by their content first.
 * `source.read` goes before `choices`. Every guess is in the view, with what else it could be.
 * @throws AppError `read.*`, `run.stopped`
 */
export async function readFile(
  source: Source,
  choices: ReadChoices,
  run: Run,
): Promise<{ table: Table; view: FileView }> {
  const all: ReadChoices = { ...choices, ...source.read };
  const format = await checkFormat(source);
  if (format === 'csv') return readCsv(source, all, run);
  const { readSheet } = await import('./read-xlsx.ts');
  return readSheet(source, format, all, run);
}
