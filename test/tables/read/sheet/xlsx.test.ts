import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { utils, write, type CellObject } from 'sheetjs-ce';
import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../../../src/tables/read/sheet/sheet.ts';
import { openWithSheetJs } from '../../../../src/tables/read/sheet/sheetjs.ts';
import { openXlsx } from '../../../../src/tables/read/sheet/xlsx.ts';
import { draws } from '../../../long.ts';
import { quietRun } from '../../../run.ts';
import { tableCells, read } from '../../read.ts';

/** Every cell that is not blank, by its place. */
function cells(sheet: Sheet): [number, number, number, string][] {
  return sheet.rowNumbers.flatMap((number, row) =>
    sheet.columns.flatMap((_, column): [number, number, number, string][] => {
      const tag = sheet.tagAt(row, column);
      return tag === 0 ? [] : [[number, column, tag, sheet.wordAt(row, column)]];
    }),
  );
}

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const relations = (body: string) =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${body}</Relationships>`;

/** A workbook of one sheet around hand-written rows. */
function zipWorkbook(rows: string, more: Record<string, string> = {}, sheetTag = 'worksheet'): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/s.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': relations(
      '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>',
    ),
    'xl/workbook.xml': `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A &amp; B" sheetId="1" r:id="rId7"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      '<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/s.xml"/>',
    ),
    'xl/worksheets/s.xml': `${head}<${sheetTag} xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" max="2" width="9"/></cols><sheetData>${rows}</sheetData></${sheetTag}>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const streamed = async (bytes: Uint8Array) => {
  const book = await openXlsx(new Blob([bytes as BlobPart]), quietRun());
  return book.sheet(book.sheets[0].name);
};

describe('streamed workbooks', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', '7', ' ', '<', '&', '>', '"', "'", '中', '𝄞', '\n', '_x0041_'),
    maxLength: 6,
  });
  const cell: fc.Arbitrary<CellObject | null> = fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((v): CellObject => ({ t: 'n', v })),
    fc.integer({ min: 1, max: 80_000 }).map((v): CellObject => ({ t: 'n', v, z: 'yyyy-mm-dd' })),
    fc.boolean().map((v): CellObject => ({ t: 'b', v })),
    fc.constant<CellObject>({ t: 'e', v: 7 }),
    word.filter((v) => v.trim() !== '').map((v): CellObject => ({ t: 's', v })),
  );

  it('hold the same cells as SheetJS reads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 30 }), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        fc.boolean(),
        async (rows, bookSST, date1904) => {
          const book = utils.book_new();
          utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'S');
          if (date1904) book.Workbook = { WBProps: { date1904 } };
          const bytes = new Uint8Array(write(book, { type: 'array', bookSST, compression: true }) as ArrayBuffer);
          expect(cells(await streamed(bytes))).toEqual(cells(await openWithSheetJs(bytes).sheet('S')));
        },
      ),
      { numRuns: draws(150), seed: 10 },
    );
  });

  it('take texts however they are written', async () => {
    const sheet = await streamed(
      zipWorkbook(
        '<row r="3"><c r="B3" t="inlineStr"><is><t xml:space="preserve"> x &lt; y </t></is></c>' +
          '<c r="C3" t="inlineStr"><is><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>' +
          '<c r="D3" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="E3" s="0"/><c r="F3" t="s"><v>1</v></c><c r="G3" t="s"><v>0</v></c></row>',
        {
          'xl/sharedStrings.xml': `${head}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si/><si><t>one</t></si></sst>`,
        },
      ),
    );
    expect(cells(sheet)).toEqual([
      [3, 1, 5, 'x < y'],
      [3, 2, 5, 'rich text'],
      [3, 3, 5, 'ab'],
      [3, 5, 5, 'one'],
    ]);
  });

  it('take rows and cells without their places, days in ISO, and cells without a value', async () => {
    const sheet = await streamed(
      zipWorkbook(
        "<row><c><v>1</v></c><c t='b'><v>1</v></c></row><row r='5'><c r='C5' t=\"d\"><v>2026-03-05</v></c><c><f>A1</f></c><c><v>-2.5E-3</v></c></row><row/><row><c t=\"e\"><v>#DIV/0!</v></c></row>",
      ),
    );
    expect(cells(sheet)).toEqual([
      [1, 0, 1, '1'],
      [1, 1, 3, 'true'],
      [5, 2, 2, '2026-03-05'],
      [5, 4, 1, '-0.0025'],
      [7, 0, 4, ''],
    ]);
  });

  it('know days by the styles', async () => {
    const xfs = [0, 14, 164, 165, 21, 22, 999].map((id) => `<xf numFmtId="${id}"/>`).join('');
    const styles = `${head}<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs}</cellXfs></styleSheet>`;
    const row = [0, 1, 2, 3, 4, 5, 6].map((style) => `<c s="${style}"><v>46086</v></c>`).join('');
    const sheet = await streamed(zipWorkbook(`<row>${row}</row>`, { 'xl/styles.xml': styles }));
    expect(cells(sheet).map(([, , tag]) => tag)).toEqual([1, 2, 2, 1, 1, 2, 1]);
  });

  it('leave what is written otherwise to SheetJS', async () => {
    const rows =
      '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c></x:row>';
    const bytes = zipWorkbook(rows.replaceAll('x:', 's:'), {}, 's:worksheet');
    await expect(streamed(bytes)).rejects.toThrow('<worksheet');
    const plain = zipWorkbook('<row r="1"><c r="A1"><v>1</v></c></row>').subarray(0, -30);
    await expect(streamed(plain)).rejects.toThrow('no end of zip directory');
  });

  it('read a sheet of many rows piece by piece, and stop when told to', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, i) =>
        `<row r="${i + 1}"><c r="A${i + 1}"><v>${i / 8}</v></c><c r="B${i + 1}" t="inlineStr"><is><t>城市 ${i % 10}</t></is></c></row>`,
    );
    const bytes = zipWorkbook(rows.join(''));
    const { table, view } = await read(bytes, { header: false }, 'b.xlsx');
    expect([table.rows, view.sheet?.value]).toEqual([30_000, 'A & B']);
    expect(tableCells(table)['column 1'].at(-1)).toBe(String(29_999 / 8));
    expect(table.columns[1]).toMatchObject({
      kind: 'category',
      levels: Array.from({ length: 10 }, (_, i) => `城市 ${i}`),
    });
    const stop = new AbortController();
    const run = quietRun(stop.signal);
    run.report = () => stop.abort();
    const book = await openXlsx(new Blob([bytes as BlobPart]), run);
    await expect(book.sheet('A & B')).rejects.toMatchObject({ code: 'run.stopped' });
  });
});
