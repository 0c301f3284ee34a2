import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';

/** A CSV file that was made, and where its first rows end, for files of fewer rows. */
export interface MadeFile {
  path: string;
  rows: number;
  /** Bytes up to and including row n, for the counts asked for. */
  ends: Map<number, number>;
}

/** Makes a generator of numbers from 0 to 1: xorshift, enough for tables whose speed alone counts. */
function seeded(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Draws rows of numbers whose last one, the target, bends with some and follows the others; `texts` adds a category and a code. */
function makeRow(seed: number, features: number, texts: boolean): () => string {
  const random = seeded(seed);
  const cells: string[] = [];
  return () => {
    let target = random();
    for (let j = 0; j < features; j++) {
      const value = (random() + random() + random() - 1.5) * 10 ** (j % 4);
      cells[j] = value.toFixed(5 - (j % 4));
      const standard = value / 10 ** (j % 4);
      target += j % 3 === 0 ? standard * (j - 5) : j % 3 === 1 ? Math.abs(standard) * 3 : standard;
    }
    const words = texts ? `,region ${(random() * 12) | 0},N${(random() * 50_000) | 0}` : '';
    return `${cells.join(',')}${words},${target.toFixed(4)}\n`;
  };
}

/** Writes a CSV file of one column `text`: sentences of made-up words, frequent ones more often. The same seed gives the same file. */
export async function makeTexts(folder: string, name: string, rows: number): Promise<MadeFile> {
  const path = join(folder, name);
  const random = seeded(11);
  const syllables = Array.from('bdfglmnprst', (first) => Array.from('aeiou', (second) => first + second)).flat();
  const syllable = () => syllables[(random() * syllables.length) | 0];
  const words = Array.from({ length: 2000 }, () => syllable() + syllable() + (random() < 0.5 ? syllable() : ''));
  const sentence = () => Array.from({ length: 12 }, () => words[(random() ** 3 * words.length) | 0]).join(' ');
  await writeFile(path, `text\n${Array.from({ length: rows }, sentence).join('.\n')}.\n`);
  return { path, rows, ends: new Map() };
}

/** Writes a CSV file of `features` number columns, with `texts` two of words, and a `target`. The same seed gives the same file. */
export async function makeCsv(
  folder: string,
  name: string,
  rows: number,
  features: number,
  texts: boolean,
  checkpoints: readonly number[] = [],
): Promise<MadeFile> {
  const path = join(folder, name);
  const file = createWriteStream(path);
  const row = makeRow(7, features, texts);
  const names = Array.from({ length: features }, (_, j) => `x${j}`);
  let text = `${[...names, ...(texts ? ['region', 'code'] : []), 'target'].join(',')}\n`;
  let bytes = 0;
  const ends = new Map<number, number>();
  for (let i = 1; i <= rows; i++) {
    text += row();
    const marked = checkpoints.includes(i);
    if (!marked && i % 2000 > 0 && i < rows) continue;
    bytes += text.length;
    if (marked) ends.set(i, bytes);
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end();
  await once(file, 'finish');
  return { path, rows, ends };
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** Writes a workbook of one sheet: 17 columns of numbers, a date, a category of shared strings, and the target. */
export async function makeWorkbook(folder: string, rows: number): Promise<MadeFile> {
  const path = join(folder, 'table.xlsx');
  const file = createWriteStream(path);
  const zip = new Zip((error, data) => {
    if (error) throw error;
    file.write(data);
  });
  const encoder = new TextEncoder();
  const member = (name: string) => {
    const deflate = new ZipDeflate(name, { level: 4 });
    zip.add(deflate);
    return deflate;
  };
  const whole = (name: string, text: string) => member(name).push(encoder.encode(head + text), true);
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  whole(
    '[Content_Types].xml',
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${types}.sharedStrings+xml"/></Types>`,
  );
  whole('_rels/.rels', relations(['officeDocument', 'xl/workbook.xml']));
  whole(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Table" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  whole(
    'xl/_rels/workbook.xml.rels',
    relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml'], ['sharedStrings', 'sharedStrings.xml']),
  );
  whole(
    'xl/styles.xml',
    `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  );
  const names = [...Array.from({ length: 17 }, (_, j) => `x${j}`), 'day', 'region', 'target'];
  const strings = [...names, ...Array.from({ length: 12 }, (_, i) => `region ${i}`)];
  whole(
    'xl/sharedStrings.xml',
    `<sst xmlns="${main}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  );
  const sheet = member('xl/worksheets/sheet1.xml');
  const random = seeded(9);
  const letters = names.map((_, j) => String.fromCharCode(65 + j));
  const first = names.map((_, j) => `<c r="${letters[j]}1" t="s"><v>${j}</v></c>`).join('');
  let text = `${head}<worksheet xmlns="${main}"><sheetData><row r="1">${first}</row>`;
  for (let i = 2; i <= rows + 1; i++) {
    let target = random();
    text += `<row r="${i}">`;
    for (let j = 0; j < 17; j++) {
      const value = random() * 10 ** (j % 4);
      target += value;
      text += `<c r="${letters[j]}${i}"><v>${value.toFixed(4)}</v></c>`;
    }
    text += `<c r="R${i}" s="1"><v>${40_000 + ((random() * 5000) | 0)}</v></c>`;
    text += `<c r="S${i}" t="s"><v>${20 + ((random() * 12) | 0)}</v></c><c r="T${i}"><v>${target.toFixed(3)}</v></c></row>`;
    if (i % 1000 > 0 && i <= rows) continue;
    sheet.push(encoder.encode(text));
    text = '';
  }
  sheet.push(encoder.encode('</sheetData></worksheet>'), true);
  zip.end();
  file.end();
  await once(file, 'finish');
  return { path, rows, ends: new Map() };
}

function relations(...parts: [type: string, target: string][]): string {
  const all = parts.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`;
}
