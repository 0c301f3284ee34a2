import type { Run } from '../../../base/run.ts';
import { isDayFormat, Sheet } from './sheet.ts';
import type { Workbook } from './workbook.ts';
import { readXlsxCells, type CellReading } from './xlsx-cells.ts';
import { readSharedStrings } from './xlsx-strings.ts';
import { listElements } from './xml.ts';
import { openZipMembers, type ZipMembers } from './zip-members.ts';

const startRows = 30;

/**
 * Opens an XLSX workbook whose sheets are then read as a stream, a fraction of the memory and time of reading all of it. Takes what spreadsheet
 * programs write and throws on anything else.
 * @throws Error where the workbook is not as expected; `run.stopped`
 */
export async function openXlsx(blob: Blob, run: Run): Promise<Workbook> {
  const zip = await openZipMembers(blob);
  const book = await zip.text('xl/workbook.xml');
  const targets = await readTargets(zip);
  if (book === null) throw new Error('no xl/workbook.xml');
  const sheets = listElements(book, 'sheet').map((attributes) => ({
    name: attributes.get('name') ?? '',
    hidden: (attributes.get('state') ?? 'visible') !== 'visible',
    path: targets.get(attributes.get('r:id') ?? '') ?? '',
  }));
  if (sheets.length === 0) throw new Error('no sheets');
  const late = ['1', 'true'].includes(listElements(book, 'workbookPr')[0]?.get('date1904') ?? '');
  const dayStyles = readDayStyles((await zip.text('xl/styles.xml')) ?? '');
  let shared: Promise<string[]> | undefined;
  const strings = () => (shared ??= readSharedStrings(zip, run));

  const read = async (name: string, max: number, report: boolean): Promise<Sheet> => {
    const path = sheets.find((each) => each.name === name)?.path ?? '';
    if (!/worksheets\//.test(path)) return new Sheet();
    const sheet = new Sheet(await strings());
    let done = 0;
    const stream = await zip.stream(path, (bytes) => {
      done += bytes;
      if (report) run.report({ type: 'progress', stage: 'read', done, total: blob.size, unit: 'bytes' });
    });
    const reading: CellReading = { sheet, dayStyles, late, max };
    await readXlsxCells(stream, reading, run);
    return sheet;
  };
  return {
    sheets,
    start: (name) => read(name, startRows, false),
    sheet: (name) => read(name, Infinity, true),
  };
}

/** Where the workbook's relations lead, by their id. */
async function readTargets(zip: ZipMembers): Promise<Map<string, string>> {
  const relations = (await zip.text('xl/_rels/workbook.xml.rels')) ?? '';
  return new Map(
    listElements(relations, 'Relationship').map((attributes) => {
      const target = attributes.get('Target') ?? '';
      return [attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    }),
  );
}

/** Formats that every workbook has without naming them and that show a day; the ones between are times of day. */
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Says of each cell style whether it shows a day. */
function readDayStyles(styles: string): boolean[] {
  const formats = new Map(
    listElements(styles, 'numFmt').map((each) => [Number(each.get('numFmtId')), each.get('formatCode') ?? '']),
  );
  const cellFormats = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(styles)?.[1] ?? '';
  return listElements(cellFormats, 'xf').map((attributes) => {
    const id = Number(attributes.get('numFmtId'));
    const format = formats.get(id);
    return format === undefined ? builtInDays.has(id) : isDayFormat(format);
  });
}
