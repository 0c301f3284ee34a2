import { format } from '../format.ts';

/** Texts of the Data section. */
export const data = {
  datasets: 'Datasets',
  dropTitle: 'Drop tables anywhere on this page',
  dropTypes: 'CSV, TSV, Excel, OpenDocument, JSON or Parquet. Several files become one table.',
  choose: 'Choose files',
  samplesTitle: 'Or start from a sample',
  samples: {
    houses: { name: 'House prices', about: 'About 1,200 rows, predicts a number' },
    churn: { name: 'Customers who leave', about: 'About 1,500 rows, predicts yes or no' },
    flowers: { name: 'Flower species', about: 'About 450 rows, predicts one of three classes' },
  },
  privacy: 'Your data stays in this tab. It works with the network off, too.',
  lineEmpty: 'No table yet',
  lineReading: (files: number) => `Reading ${format.count(files, 'file', 'files')}`,
  linePartly: (read: number, files: number, rows: number) =>
    `${format.whole(read)} of ${format.count(files, 'file', 'files')} read, ${format.count(rows, 'row', 'rows')}`,
  lineFailed: (files: number) => `${format.count(files, 'file', 'files')}, reading stopped`,
  line: (files: number, rows: number, columns: number, duplicates: number) =>
    [
      format.count(files, 'file', 'files'),
      format.count(rows, 'row', 'rows'),
      format.count(columns, 'column', 'columns'),
      ...(duplicates > 0 ? [`${format.count(duplicates, 'duplicate', 'duplicates')} dropped`] : []),
    ].join(', '),
  fileMeta: (bytes: number, rows: number) => `${format.bytes(bytes)}, ${format.count(rows, 'row', 'rows')}`,
  fileWaits: (bytes: number) => format.bytes(bytes),
  fileFailed: 'could not be read',
  fileUnfit: 'does not fit the first file',
  haveModel: 'Have a model file? Open it.',
  remove: (file: string) => `Remove ${file}`,
  add: 'Add files',
  guessHint: 'A dotted outline is a guess: press it to change it.',
  duplicates: 'Duplicate rows',
  drop: 'drop',
  keep: 'keep',
  missingColumn: 'Missing column',
  missingColumnChoices: { error: 'stop', fill: 'fill with missing cells', 'leave-out': 'leave the column out' },
  reading: (done: string, total: string) => `Read ${done} of ${total}`,
  estimate: (rows: number | null, memory: number, seconds: number) =>
    [
      ...(rows === null ? [] : [`About ${format.count(Number(rows.toPrecision(2)), 'row', 'rows')}`]),
      `about ${format.bytes(memory)} of memory for the whole job`,
      `some ${format.duration(Math.ceil(seconds) * 1000)} to read`,
    ]
      .join(', ')
      .replace(/^a/, 'A'),
  tooLarge: (memory: number, limit: number) =>
    `A tab is the wrong tool for this file: it would need about ${format.bytes(memory)}, and a tab here rarely gets more than ${format.bytes(limit)}. ` +
    'Take a part of the rows or columns, or use a program outside the browser, such as pandas, Polars or DuckDB.',
  readingName: 'Reading the files',
  stopReading: 'Stop reading',
  guess: { delimiter: 'Delimiter', encoding: 'Encoding', header: 'Header', sheet: 'Sheet' },
  guessOf: (what: string, file: string) => `${what} of ${file}`,
  menuHead: 'The first words read like this. Which is right?',
  guessAgain: 'Guess again',
  delimiters: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar', ' ': 'space', ':': 'colon' } as Record<
    string,
    string
  >,
  headerRow: (row: number) => `row ${format.whole(row)}`,
  noHeader: 'none',
  firstRows: 'Rows',
  rowsShown: (from: number, to: number, of: number) =>
    `Rows ${format.whole(from)} to ${format.whole(to)} of ${format.whole(of)}`,
  columnsShown: (from: number, to: number, of: number) =>
    `columns ${format.whole(from)} to ${format.whole(to)} of ${format.whole(of)}`,
  pageOfRows: 'Page of rows',
  previousRows: 'Previous rows',
  nextRows: 'Next rows',
  pageOfColumns: 'Page of columns',
  previousColumns: 'Previous columns',
  nextColumns: 'Next columns',
  row: 'Row',
  place: (file: string, row: number) => `${file}, row ${format.whole(row)}`,
  missing: 'missing',
  notices: 'Notices',
  noticeCounts: (errors: number, warnings: number, notes: number) =>
    [
      ...(errors > 0 ? [format.count(errors, 'error', 'errors')] : []),
      ...(warnings > 0 ? [format.count(warnings, 'warning', 'warnings')] : []),
      ...(notes > 0 ? [format.count(notes, 'note', 'notes')] : []),
    ].join(', '),
  fill: 'Fill it with missing cells',
  leaveOut: 'Leave the column out',
  removeFile: (file: string) => `Remove ${file}`,
  tryAgain: 'Try again',
  noHeaderFix: 'It has no header row',
  keepEarlier: 'A fix changes how the file is read, never the file itself.',
  offersTitle: 'Same column, different name?',
  offer: (name: string, file: string, field: string) => `“${name}” in ${file} looks like “${field}”.`,
  readAs: (field: string) => `Read it as ${field}`,
  readNameAs: (name: string, field: string) => `Read “${name}” as ${field}`,
  where: (file: string, row?: number) => (row ? `${file}, row ${format.whole(row)}` : file),
  levels: { error: 'Error:', warning: 'Warning:', note: 'Note:' },
  moreNotices: (count: number) => `Show ${format.whole(count)} more`,
};
