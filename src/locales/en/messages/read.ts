import type { Message } from '../../message.ts';

/** Says what happened while files were read. */
export const read = {
  'read.empty': { message: '{file} is empty.', hint: 'Choose a file that has a header row and data.' },
  'read.header-only': {
    message: '{file} has a header row but no data below it.',
    hint: 'Choose a file with data, or say that it has no header row.',
  },
  'read.not-a-table': {
    message: '{file} is not a table: its content is a {format}.',
    hint: 'Choose a CSV, TSV, TXT, XLSX, XLS, ODS, JSON, JSON lines or Parquet file.',
  },
  'read.unreadable': {
    message: '{file} can no longer be read: it was moved, changed or removed after it was chosen.',
    hint: 'Choose the file again.',
  },
  'read.truncated': {
    message: '{file} is cut off: the end of the workbook is missing.',
    hint: 'Download or copy it again; if Excel still opens it, save it under a new name.',
  },
  'read.password': {
    message: '{file} is protected by a password.',
    hint: 'Open it in Excel, remove the password, and save it again.',
  },
  'read.broken-workbook': {
    message: '{file} cannot be read as a workbook: {detail}.',
    hint: 'Open it in a spreadsheet program and save it as .xlsx or .csv.',
  },
  'read.plan': { message: 'The plan of “{file}” is set: press Train to repeat the run.' },
  'read.no-memory': {
    message: '{file} ({megabytes} MB) needs more memory than this tab can get.',
    hint: 'Close other tabs, leave out columns or rows, or use a program outside the browser, such as pandas or DuckDB.',
  },
  'read.json-shape': {
    message: '{file} is JSON, but no list of rows: an array of objects, or one object a line, is needed.',
    hint: 'Write one object a row, with the same names in each; in pandas: df.to_json(path, orient="records").',
  },
  'read.bad-json': {
    message: '{file} is not valid JSON at object {row}: {detail}.',
    hint: 'Write the file anew with the program it comes from, or mend that object.',
  },
  'read.broken-parquet': {
    message: '{file} cannot be read as Parquet: {detail}.',
    hint: 'Download or write it again, or save the table as CSV.',
  },
  'read.parquet-codec': {
    message: '{file} is packed with {codec}, which this page cannot unpack.',
    hint: 'Write it with Snappy, gzip or zstd, in pandas: df.to_parquet(path, compression="snappy"), or as CSV.',
  },
  'read.csv-only': {
    message: 'This page reads CSV and plain XLSX files, not this one.',
    hint: 'Save the file as CSV in your spreadsheet program.',
  },
  'read.no-sheet': { message: '{file} has no sheet “{sheet}”.', hint: 'Its sheets are: {sheets}.' },
  'read.unknown-encoding': { message: 'There is no encoding “{encoding}”.', hint: 'Known ones are: {known}.' },
  'read.unfinished-quote': {
    message: 'In {file}, a quote opens in line {line} and never closes.',
    hint: 'Close it, or write a quote that belongs to the text as two quotes ("").',
  },
  'read.no-header-row': {
    message: '{file} has no row {row} among its first rows to take names from.',
    hint: 'Choose a header row among the first {most} rows that are not blank.',
  },
  'read.preamble': {
    message: '{file}: {count line|lines} above the table left out.',
    hint: 'If they are data, change the header row.',
  },
  'read.duplicate-names': { message: '{file} names {count column|columns} as one before; they are now {names}.' },
  'read.short-rows': {
    message:
      '{file}: {count row has|rows have} fewer than {width} cells (row {rows}); the cells not there are missing.',
    hint: 'Look at these rows: a delimiter or a line break may be wrong.',
  },
  'read.long-rows': {
    message: '{file}: {count row has|rows have} more than {width} cells (row {rows}); left out: {surplus}.',
    hint: 'Look at these rows: a cell with a delimiter may need quotes.',
  },
  'read.broken-letters': {
    message: '{file}: {count cell has|cells have} letters that are not valid in its encoding, such as “{sample}”.',
    hint: 'If whole words look wrong, choose another encoding.',
  },
  'read.error-cells': {
    message:
      '{file}: {count cell holds|cells hold} a formula error and count as missing; the first is {value} in row {row}, “{column}”.',
    hint: 'Mend the formulas in the spreadsheet if these values matter.',
  },
  'read.decimal-comma': { message: '“{column}” is read with a decimal comma: {example} is {value}.' },
  'read.written-numbers': { message: '“{column}” holds numbers as people write them: {example} is {value}.' },
  'read.not-boolean': {
    message: '“{column}” has {levels} different values and cannot be true or false; it is read as a category.',
    hint: 'Choose another kind, or say which values are missing.',
  },
  'read.endless-row': {
    message: 'In {file}, the row that begins in line {line} does not end within {size} MB.',
    hint: 'Check that the file is a table with one row a line.',
  },
  'read.date-order': {
    message: '“{column}” does not show whether day or month comes first; {example} is taken as {value}.',
    hint: 'If that is wrong, choose the other order beside the kind of the column, under Fields.',
  },
  'read.done': { message: 'Read {file}: {rows row|rows}, {columns column|columns}.' },
  'read.bad-url': {
    message: '“{url}” is not an address of a file.',
    hint: 'Give a File, a Blob, or an http(s) address.',
  },
  'read.unreachable': {
    message: '{file} could not be fetched from {host}: no answer reached this page.',
    hint: 'Either the network is off or {host} does not allow other pages to read it (CORS). Download the file and choose it here.',
  },
  'read.refused': {
    message: '{host} answered {status} for {file}.',
    hint: 'Check the address, or download the file and choose it here.',
  },
  'read.web-page': {
    message: '{host} answered with a web page instead of {file}.',
    hint: 'Check the address: a server that shows a page for a file it does not have, or that wants a login, answers so.',
  },
} as const satisfies Record<`read.${string}`, Message>;
