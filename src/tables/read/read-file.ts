import { AppError } from '../../base/errors.ts';
import type { Run } from '../../base/run.ts';
import type { FileView } from '../../contract/data/data-view.ts';
import { estimateReading, largeFile } from './estimate.ts';
import { checkFormat } from './file-format.ts';
import { readCsv } from './csv/read-csv.ts';
import type { Table } from '../table.ts';
import type { ReadChoices, Source } from '../../contract/data/reading.ts';

/**
 * Reads one file into a table: CSV, TSV and other delimited text, JSON, JSON lines, Parquet, XLSX, XLS or ODS, told apart by their content first.
 * `source.read` goes before `choices`. Every guess is in the view, with what else it could be.
 * @throws AppError `read.*`, `run.stopped`
 */
export async function readFile(
  source: Source,
  choices: ReadChoices,
  run: Run,
): Promise<{ table: Table; view: FileView }> {
  const all: ReadChoices = { ...choices, ...source.read };
  try {
    const format = await checkFormat(source);
    if (source.blob.size >= largeFile)
      run.report({ type: 'estimate', ...(await estimateReading(source, format, all)) });
    if (format === 'csv') return await readCsv(source, all, run);
    if (format === 'json') return await (await import('./sheet/read-json.ts')).readJson(source, all, run);
    if (format === 'parquet') return await (await import('./sheet/read-parquet.ts')).readParquet(source, all, run);
    const { readSheet } = await import('./sheet/read-workbook.ts');
    return await readSheet(source, format, all, run);
  } catch (error) {
    const gone = error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name);
    if (gone) throw new AppError('read.unreadable', { file: source.name }, error);
    if (error instanceof RangeError && /alloc|length|memory/i.test(error.message)) {
      throw new AppError('read.no-memory', { file: source.name, megabytes: Math.ceil(source.blob.size / 1e6) }, error);
    }
    throw error;
  }
}
