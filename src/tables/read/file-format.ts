import { AppError } from '../../base/errors.ts';
import type { Format, Source } from '../../contract/data/reading.ts';

/** First bytes of files that are no tables, and what to call them. */
const strangers: [bytes: number[], name: string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'PNG image'],
  [[0xff, 0xd8, 0xff], 'JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'GIF image'],
  [[0x25, 0x50, 0x44, 0x46], 'PDF document'],
  [[0x1f, 0x8b], 'gzip archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z archive'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR archive'],
  [[0x53, 0x51, 0x4c, 0x69], 'SQLite database'],
  [[0x7f, 0x45, 0x4c, 0x46], 'program'],
  [[0x4d, 0x5a, 0x90], 'program'],
];

/**
 * Tells a file's format by its first bytes, then by its name.
 * @throws AppError `read.empty`, `read.not-a-table`, `read.truncated`
 */
export async function checkFormat(source: Source): Promise<Format> {
  const { blob, name: file } = source;
  if (blob.size === 0) throw new AppError('read.empty', { file });
  const head = await readBytes(blob.slice(0, 65536));
  if (starts(head, [0x50, 0x4b])) return zipFormat(blob, file);
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0])) return 'xls';
  if (starts(head, [0x50, 0x41, 0x52, 0x31])) return 'parquet';
  const stranger = strangers.find(([bytes]) => starts(head, bytes));
  if (stranger) throw new AppError('read.not-a-table', { file, format: stranger[1] });
  const start = new TextDecoder().decode(head.subarray(0, 1024)).trimStart().toLowerCase();
  if (/\.xls$/i.test(file) && /^(<\?xml|<html|<!doctype html|<table|<meta|<head)/.test(start)) return 'other';
  if (/^(<html|<!doctype html)/.test(start)) throw new AppError('read.not-a-table', { file, format: 'web page' });
  if (isBinary(head)) throw new AppError('read.not-a-table', { file, format: 'binary file' });
  // A table in JSON whatever its name; by its name even where it is none, for a better word than what a CSV reader would say.
  if (/^(\[\s*)?\{\s*"/.test(start) || /\.(json|jsonl|ndjson)$/i.test(file)) return 'json';
  return 'csv';
}

async function readBytes(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** Workbooks are zip files: the names of their members say which kind. */
async function zipFormat(blob: Blob, file: string): Promise<Format> {
  const tail = await readBytes(blob.slice(Math.max(0, blob.size - 65557)));
  const end = findLast(tail, [0x50, 0x4b, 5, 6]);
  if (end < 0 || end + 22 > tail.length) throw new AppError('read.truncated', { file });
  const view = new DataView(tail.buffer);
  const size = view.getUint32(end + 12, true);
  const from = view.getUint32(end + 16, true);
  const names = new TextDecoder('latin1').decode(await readBytes(blob.slice(from, from + size)));
  if (names.includes('xl/workbook')) return 'xlsx';
  if (names.includes('content.xml') && names.includes('mimetype')) return 'ods';
  throw new AppError('read.not-a-table', { file, format: names.includes('word/') ? 'Word document' : 'zip archive' });
}

/** NULs and control characters in numbers that no text has, UTF-16 aside. */
function isBinary(head: Uint8Array): boolean {
  if (starts(head, [0xff, 0xfe]) || starts(head, [0xfe, 0xff])) return false;
  let [even, odd, controls] = [0, 0, 0];
  for (let i = 0; i < head.length; i++) {
    const byte = head[i];
    if (byte === 0 && i % 2 === 0) even++;
    else if (byte === 0) odd++;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 1 && byte !== 26) controls++;
  }
  const wide = Math.max(even, odd) > head.length * 0.1 && Math.min(even, odd) < Math.max(even, odd) / 8;
  if (wide) return controls > head.length * 0.05;
  return (even + odd > 0 && even + odd + controls > head.length * 0.002) || controls > head.length * 0.02;
}

function starts(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

function findLast(bytes: Uint8Array, pattern: readonly number[]): number {
  for (let at = bytes.length - pattern.length; at >= 0; at--) {
    if (pattern.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
