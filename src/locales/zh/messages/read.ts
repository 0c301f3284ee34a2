import type { read as english } from '../../en/messages/read.ts';
import type { Translated } from '../../message.ts';

/** Says what happened while files were read. */
export const read: Translated<typeof english> = {
  'read.empty': { message: '{file} 是空的。', hint: '请选择带有标题行和数据的文件。' },
  'read.header-only': { message: '{file} 只有标题行，没有数据。', hint: '请选择有数据的文件，或说明它没有标题行。' },
  'read.not-a-table': {
    message: '{file} 不是表格文件：其内容是 {format}。',
    hint: '请选择 CSV、TSV、TXT、XLSX、XLS、ODS、JSON、JSON Lines 或 Parquet 文件。',
  },
  'read.unreadable': { message: '无法再读取 {file}：选择之后它被移动、修改或删除了。', hint: '请重新选择该文件。' },
  'read.truncated': {
    message: '{file} 不完整：工作簿的结尾缺失。',
    hint: '请重新下载或复制该文件；如果 Excel 仍能打开，请另存为新文件。',
  },
  'read.password': { message: '{file} 受密码保护。', hint: '请在 Excel 中打开它，取消密码后重新保存。' },
  'read.broken-workbook': {
    message: '{file} 无法作为工作簿读取：{detail}。',
    hint: '请用表格软件打开它，并另存为 .xlsx 或 .csv。',
  },
  'read.plan': { message: '已采用“{file}”中的方案：点“训练”即可重复该次训练。' },
  'read.no-memory': {
    message: '{file}（{megabytes} MB）所需的内存超过了此标签页可用的内存。',
    hint: '请关闭其他标签页、减少列或行，或改用浏览器之外的工具，例如 pandas 或 DuckDB。',
  },
  'read.json-shape': {
    message: '{file} 是 JSON，但不是行的列表：需要对象数组，或每行一个对象。',
    hint: '请把每一行写成一个对象，各对象使用相同的名称；pandas 中使用 df.to_json(path, orient="records")。',
  },
  'read.bad-json': {
    message: '{file} 的第 {row} 个对象不是有效的 JSON：{detail}。',
    hint: '请用原程序重新导出，或修正该对象。',
  },
  'read.broken-parquet': {
    message: '{file} 无法作为 Parquet 读取：{detail}。',
    hint: '请重新下载或导出该文件，或将表格另存为 CSV。',
  },
  'read.parquet-codec': {
    message: '{file} 使用 {codec} 压缩，此页面无法解压。',
    hint: '请改用 Snappy、gzip 或 zstd 压缩（pandas：df.to_parquet(path, compression="snappy")），或另存为 CSV。',
  },
  'read.csv-only': {
    message: '此页面只能读取 CSV 和普通 XLSX 文件，无法读取该文件。',
    hint: '请在表格软件中将文件另存为 CSV。',
  },
  'read.no-sheet': { message: '{file} 中没有工作表“{sheet}”。', hint: '现有的工作表：{sheets}。' },
  'read.unknown-encoding': { message: '没有名为“{encoding}”的编码。', hint: '可用的编码：{known}。' },
  'read.unfinished-quote': {
    message: '{file} 第 {line} 行的引号没有结束。',
    hint: '请补上结束引号；如果引号是文字的一部分，请写成两个引号（""）。',
  },
  'read.no-header-row': {
    message: '{file} 的前几行中没有第 {row} 行，无法取得列名。',
    hint: '请在前 {most} 个非空行中选择标题行。',
  },
  'read.preamble': { message: '{file}：跳过了表格上方的 {count} 行。', hint: '如果它们是数据，请更改标题行。' },
  'read.duplicate-names': { message: '{file} 有 {count} 列与前面的列同名，现在改称 {names}。' },
  'read.short-rows': {
    message: '{file}：有 {count} 行少于 {width} 个单元格（第 {rows} 行）；缺少的单元格按缺失处理。',
    hint: '请检查这些行：可能有错误的分隔符或换行。',
  },
  'read.long-rows': {
    message: '{file}：有 {count} 行多于 {width} 个单元格（第 {rows} 行）；已舍去：{surplus}。',
    hint: '请检查这些行：含有分隔符的单元格可能需要加引号。',
  },
  'read.broken-letters': {
    message: '{file}：{count} 个单元格含有编码无效的字符，例如“{sample}”。',
    hint: '如果整段文字显示不正确，请选择其他编码。',
  },
  'read.error-cells': {
    message: '{file}：{count} 个单元格是公式错误，按缺失处理；第一个是第 {row} 行“{column}”的 {value}。',
    hint: '如果这些值重要，请在表格软件中修正公式。',
  },
  'read.decimal-comma': { message: '“{column}”按逗号作小数点读取：{example} 即 {value}。' },
  'read.written-numbers': { message: '“{column}”中的数字带有书写格式：{example} 即 {value}。' },
  'read.not-boolean': {
    message: '“{column}”有 {levels} 个不同的值，不能作为是/否，已按类别读取。',
    hint: '请选择其他类型，或说明哪些值表示缺失。',
  },
  'read.endless-row': {
    message: '{file} 中从第 {line} 行开始的一行在 {size} MB 内没有结束。',
    hint: '请检查该文件是否为每行一条记录的表格。',
  },
  'read.date-order': {
    message: '“{column}”看不出日和月的先后；{example} 按 {value} 读取。',
    hint: '如果不对，请在“字段”中该列的类型旁选择另一种顺序。',
  },
  'read.done': { message: '已读取 {file}：{rows} 行，{columns} 列。' },
  'read.bad-url': { message: '“{url}”不是文件地址。', hint: '请给出 File、Blob 或 http(s) 地址。' },
  'read.unreachable': {
    message: '无法从 {host} 获取 {file}：没有收到回应。',
    hint: '可能网络已断开，或 {host} 不允许其他页面读取（CORS）。请先下载该文件，再在此选择。',
  },
  'read.refused': { message: '{host} 对 {file} 的回应是 {status}。', hint: '请检查地址，或先下载该文件再在此选择。' },
  'read.web-page': {
    message: '{host} 返回的是网页，而不是 {file}。',
    hint: '请检查地址：文件不存在或需要登录时，服务器常会返回网页。',
  },
};
