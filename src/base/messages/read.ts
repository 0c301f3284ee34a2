import type { Sentence } from './sentence.ts';

/** Says what happened while files were read. */
export const read = {
  'read.empty': {
    en: { message: '{file} is empty.', hint: 'Choose a file that has a header row and data.' },
    zh: { message: '{file} 是空的。', hint: '请选择带有标题行和数据的文件。' },
  },
  'read.header-only': {
    en: {
      message: '{file} has a header row but no data below it.',
      hint: 'Choose a file with data, or say that it has no header row.',
    },
    zh: { message: '{file} 只有标题行，没有数据。', hint: '请选择有数据的文件，或说明它没有标题行。' },
  },
  'read.not-a-table': {
    en: {
      message: '{file} is not a table: its content is a {format}.',
      hint: 'Choose a CSV, TSV, TXT, XLSX, XLS, ODS, JSON, JSON lines or Parquet file.',
    },
    zh: {
      message: '{file} 不是表格文件：其内容是 {format}。',
      hint: '请选择 CSV、TSV、TXT、XLSX、XLS、ODS、JSON、JSON Lines 或 Parquet 文件。',
    },
  },
  'read.unreadable': {
    en: {
      message: '{file} can no longer be read: it was moved, changed or removed after it was chosen.',
      hint: 'Choose the file again.',
    },
    zh: { message: '无法再读取 {file}：选择之后它被移动、修改或删除了。', hint: '请重新选择该文件。' },
  },
  'read.truncated': {
    en: {
      message: '{file} is cut off: the end of the workbook is missing.',
      hint: 'Download or copy it again; if Excel still opens it, save it under a new name.',
    },
    zh: {
      message: '{file} 不完整：工作簿的结尾缺失。',
      hint: '请重新下载或复制该文件；如果 Excel 仍能打开，请另存为新文件。',
    },
  },
  'read.password': {
    en: {
      message: '{file} is protected by a password.',
      hint: 'Open it in Excel, remove the password, and save it again.',
    },
    zh: { message: '{file} 受密码保护。', hint: '请在 Excel 中打开它，取消密码后重新保存。' },
  },
  'read.broken-workbook': {
    en: {
      message: '{file} cannot be read as a workbook: {detail}.',
      hint: 'Open it in a spreadsheet program and save it as .xlsx or .csv.',
    },
    zh: { message: '{file} 无法作为工作簿读取：{detail}。', hint: '请用表格软件打开它，并另存为 .xlsx 或 .csv。' },
  },
  'read.plan': {
    en: { message: 'The plan of “{file}” is set: press Train to repeat the run.' },
    zh: { message: '已采用“{file}”中的方案：点“训练”即可重复该次训练。' },
  },
  'read.no-memory': {
    en: {
      message: '{file} ({megabytes} MB) needs more memory than this tab can get.',
      hint: 'Close other tabs, leave out columns or rows, or use a program outside the browser, such as pandas or DuckDB.',
    },
    zh: {
      message: '{file}（{megabytes} MB）所需的内存超过了此标签页可用的内存。',
      hint: '请关闭其他标签页、减少列或行，或改用浏览器之外的工具，例如 pandas 或 DuckDB。',
    },
  },
  'read.json-shape': {
    en: {
      message: '{file} is JSON, but no list of rows: an array of objects, or one object a line, is needed.',
      hint: 'Write one object a row, with the same names in each; in pandas: df.to_json(path, orient="records").',
    },
    zh: {
      message: '{file} 是 JSON，但不是行的列表：需要对象数组，或每行一个对象。',
      hint: '请把每一行写成一个对象，各对象使用相同的名称；pandas 中使用 df.to_json(path, orient="records")。',
    },
  },
  'read.bad-json': {
    en: {
      message: '{file} is not valid JSON at object {row}: {detail}.',
      hint: 'Write the file anew with the program it comes from, or mend that object.',
    },
    zh: { message: '{file} 的第 {row} 个对象不是有效的 JSON：{detail}。', hint: '请用原程序重新导出，或修正该对象。' },
  },
  'read.broken-parquet': {
    en: {
      message: '{file} cannot be read as Parquet: {detail}.',
      hint: 'Download or write it again, or save the table as CSV.',
    },
    zh: { message: '{file} 无法作为 Parquet 读取：{detail}。', hint: '请重新下载或导出该文件，或将表格另存为 CSV。' },
  },
  'read.parquet-codec': {
    en: {
      message: '{file} is packed with {codec}, which this page cannot unpack.',
      hint: 'Write it with Snappy, gzip or zstd, in pandas: df.to_parquet(path, compression="snappy"), or as CSV.',
    },
    zh: {
      message: '{file} 使用 {codec} 压缩，此页面无法解压。',
      hint: '请改用 Snappy、gzip 或 zstd 压缩（pandas：df.to_parquet(path, compression="snappy")），或另存为 CSV。',
    },
  },
  'read.csv-only': {
    en: {
      message: 'This page reads CSV and plain XLSX files, not this one.',
      hint: 'Save the file as CSV in your spreadsheet program.',
    },
    zh: { message: '此页面只能读取 CSV 和普通 XLSX 文件，无法读取该文件。', hint: '请在表格软件中将文件另存为 CSV。' },
  },
  'read.no-sheet': {
    en: { message: '{file} has no sheet “{sheet}”.', hint: 'Its sheets are: {sheets}.' },
    zh: { message: '{file} 中没有工作表“{sheet}”。', hint: '现有的工作表：{sheets}。' },
  },
  'read.unknown-encoding': {
    en: { message: 'There is no encoding “{encoding}”.', hint: 'Known ones are: {known}.' },
    zh: { message: '没有名为“{encoding}”的编码。', hint: '可用的编码：{known}。' },
  },
  'read.unfinished-quote': {
    en: {
      message: 'In {file}, a quote opens in line {line} and never closes.',
      hint: 'Close it, or write a quote that belongs to the text as two quotes ("").',
    },
    zh: {
      message: '{file} 第 {line} 行的引号没有结束。',
      hint: '请补上结束引号；如果引号是文字的一部分，请写成两个引号（""）。',
    },
  },
  'read.no-header-row': {
    en: {
      message: '{file} has no row {row} among its first rows to take names from.',
      hint: 'Choose a header row among the first {most} rows that are not blank.',
    },
    zh: { message: '{file} 的前几行中没有第 {row} 行，无法取得列名。', hint: '请在前 {most} 个非空行中选择标题行。' },
  },
  'read.preamble': {
    en: {
      message: '{file}: {count line|lines} above the table left out.',
      hint: 'If they are data, change the header row.',
    },
    zh: { message: '{file}：跳过了表格上方的 {count} 行。', hint: '如果它们是数据，请更改标题行。' },
  },
  'read.duplicate-names': {
    en: { message: '{file} names {count column|columns} as one before; they are now {names}.' },
    zh: { message: '{file} 有 {count} 列与前面的列同名，现在改称 {names}。' },
  },
  'read.short-rows': {
    en: {
      message:
        '{file}: {count row has|rows have} fewer than {width} cells (row {rows}); the cells not there are missing.',
      hint: 'Look at these rows: a delimiter or a line break may be wrong.',
    },
    zh: {
      message: '{file}：有 {count} 行少于 {width} 个单元格（第 {rows} 行）；缺少的单元格按缺失处理。',
      hint: '请检查这些行：可能有错误的分隔符或换行。',
    },
  },
  'read.long-rows': {
    en: {
      message: '{file}: {count row has|rows have} more than {width} cells (row {rows}); left out: {surplus}.',
      hint: 'Look at these rows: a cell with a delimiter may need quotes.',
    },
    zh: {
      message: '{file}：有 {count} 行多于 {width} 个单元格（第 {rows} 行）；已舍去：{surplus}。',
      hint: '请检查这些行：含有分隔符的单元格可能需要加引号。',
    },
  },
  'read.broken-letters': {
    en: {
      message: '{file}: {count cell has|cells have} letters that are not valid in its encoding, such as “{sample}”.',
      hint: 'If whole words look wrong, choose another encoding.',
    },
    zh: {
      message: '{file}：{count} 个单元格含有编码无效的字符，例如“{sample}”。',
      hint: '如果整段文字显示不正确，请选择其他编码。',
    },
  },
  'read.error-cells': {
    en: {
      message:
        '{file}: {count cell holds|cells hold} a formula error and count as missing; the first is {value} in row {row}, “{column}”.',
      hint: 'Mend the formulas in the spreadsheet if these values matter.',
    },
    zh: {
      message: '{file}：{count} 个单元格是公式错误，按缺失处理；第一个是第 {row} 行“{column}”的 {value}。',
      hint: '如果这些值重要，请在表格软件中修正公式。',
    },
  },
  'read.decimal-comma': {
    en: { message: '“{column}” is read with a decimal comma: {example} is {value}.' },
    zh: { message: '“{column}”按逗号作小数点读取：{example} 即 {value}。' },
  },
  'read.written-numbers': {
    en: { message: '“{column}” holds numbers as people write them: {example} is {value}.' },
    zh: { message: '“{column}”中的数字带有书写格式：{example} 即 {value}。' },
  },
  'read.not-boolean': {
    en: {
      message: '“{column}” has {levels} different values and cannot be true or false; it is read as a category.',
      hint: 'Choose another kind, or say which values are missing.',
    },
    zh: {
      message: '“{column}”有 {levels} 个不同的值，不能作为是/否，已按类别读取。',
      hint: '请选择其他类型，或说明哪些值表示缺失。',
    },
  },
  'read.endless-row': {
    en: {
      message: 'In {file}, the row that begins in line {line} does not end within {size} MB.',
      hint: 'Check that the file is a table with one row a line.',
    },
    zh: {
      message: '{file} 中从第 {line} 行开始的一行在 {size} MB 内没有结束。',
      hint: '请检查该文件是否为每行一条记录的表格。',
    },
  },
  'read.date-order': {
    en: {
      message: '“{column}” does not show whether day or month comes first; {example} is taken as {value}.',
      hint: 'If that is wrong, choose the other order beside the kind of the column, under Fields.',
    },
    zh: {
      message: '“{column}”看不出日和月的先后；{example} 按 {value} 读取。',
      hint: '如果不对，请在“字段”中该列的类型旁选择另一种顺序。',
    },
  },
  'read.done': {
    en: { message: 'Read {file}: {rows row|rows}, {columns column|columns}.' },
    zh: { message: '已读取 {file}：{rows} 行，{columns} 列。' },
  },
  'read.bad-url': {
    en: { message: '“{url}” is not an address of a file.', hint: 'Give a File, a Blob, or an http(s) address.' },
    zh: { message: '“{url}”不是文件地址。', hint: '请给出 File、Blob 或 http(s) 地址。' },
  },
  'read.unreachable': {
    en: {
      message: '{file} could not be fetched from {host}: no answer reached this page.',
      hint: 'Either the network is off or {host} does not allow other pages to read it (CORS). Download the file and choose it here.',
    },
    zh: {
      message: '无法从 {host} 获取 {file}：没有收到回应。',
      hint: '可能网络已断开，或 {host} 不允许其他页面读取（CORS）。请先下载该文件，再在此选择。',
    },
  },
  'read.refused': {
    en: {
      message: '{host} answered {status} for {file}.',
      hint: 'Check the address, or download the file and choose it here.',
    },
    zh: { message: '{host} 对 {file} 的回应是 {status}。', hint: '请检查地址，或先下载该文件再在此选择。' },
  },
  'read.web-page': {
    en: {
      message: '{host} answered with a web page instead of {file}.',
      hint: 'Check the address: a server that shows a page for a file it does not have, or that wants a login, answers so.',
    },
    zh: {
      message: '{host} 返回的是网页，而不是 {file}。',
      hint: '请检查地址：文件不存在或需要登录时，服务器常会返回网页。',
    },
  },
} as const satisfies Record<`read.${string}`, Sentence>;
