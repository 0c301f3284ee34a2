import { AppError } from '../../../base/errors.ts';
import { notice, type Notice } from '../../../base/notice.ts';
import type { Guess } from '../../../contract/data/data-view.ts';
import { guessDelimiter } from './dialect.ts';
import { decodeStrictly, decodeText, detectEncoding, encodings, guessEncoding } from '../encoding.ts';
import { columnNames, findHeader, type Header } from '../header.ts';
import { withoutMark } from '../blob-chunks.ts';
import { countRows, sampleText, sampleRows, type SampleRow } from '../sample-rows.ts';
import type { ReadChoices, Source } from '../../../contract/data/reading.ts';

const sampleBytes = 1 << 18;
const largestSample = 1 << 22;

/** How a text file is laid out, as far as its first bytes show. */
export interface Layout {
  delimiter: Guess<string>;
  encoding: Guess<string>;
  header: Header;
  names: string[];
  /** The first rows, preamble and header included. */
  rows: SampleRow[];
  /** About how many rows the whole file has. */
  expected: number;
  notices: Notice[];
}

/**
 * Guesses encoding, delimiter, header and preamble from the first bytes, each of them unless chosen.
 * @throws AppError `read.empty`, `read.unknown-encoding`, `read.no-header-row`
 */
export async function findLayout(source: Source, choices: ReadChoices, encodingFound?: string): Promise<Layout> {
  const { blob, name: file } = source;
  for (let size = sampleBytes; ; size *= 4) {
    const head = new Uint8Array(await blob.slice(0, size).arrayBuffer());
    const whole = head.length >= blob.size;
    const encoding = encodingGuess(head, choices.encoding, encodingFound);
    const text = toUtf8(head, encoding.value);
    if (whole && isBlank(text)) throw new AppError('read.empty', { file });
    const delimiter = guessDelimiter(text, whole, choices.delimiter);
    const rows = sampleRows(text, delimiter.value, whole);
    if (rows.length < 3 && !whole && size < largestSample) continue;
    if (/^sep=/i.test(rows[0]?.words[0] ?? '') && rows[0].words.length <= 2) rows.shift();
    const header = findHeader(rows, choices.header, file);
    const { names, notices } = columnNames(header.words, header.width, file);
    const preamble = header.skip - (header.words ? 1 : 0);
    if (preamble > 0) notices.push(notice('read.preamble', { file, count: preamble }, 'note', { file }));
    const expected = Math.ceil((countRows(text, delimiter.value) + 1) * (blob.size / head.length) * 1.03) + 16;
    return { delimiter, encoding, header, names, rows, expected, notices };
  }
}

function toUtf8(head: Uint8Array, encoding: string): Uint8Array {
  return encoding === 'utf-8' ? withoutMark(head) : new TextEncoder().encode(decodeText(head, encoding));
}

function isBlank(text: Uint8Array): boolean {
  return text.every((byte) => byte <= 32);
}

function encodingGuess(head: Uint8Array, choice: string | undefined, found: string | undefined): Guess<string> {
  const value = choice === undefined ? (found ?? guessEncoding(head)) : detectEncoding(choice);
  const line = firstSpecialLine(head);
  const others = encodings
    .filter((each) => each !== value && (!each.startsWith('utf-16') || head.includes(0)))
    .flatMap((each) => {
      const text = decodeStrictly(line, each);
      return text === null ? [] : [{ value: each, sample: sampleText([text]) }];
    });
  return { value, chosen: choice !== undefined, others };
}

/** The first line that is not all ASCII, or the first line: it shows best what an encoding makes of the text. */
function firstSpecialLine(head: Uint8Array): Uint8Array {
  const special = Math.max(
    0,
    head.findIndex((byte) => byte > 127),
  );
  const from = special === 0 ? 0 : head.lastIndexOf(10, special) + 1;
  const end = head.indexOf(10, special + 1);
  return head.subarray(from, Math.min(end < 0 ? head.length : end, from + 400));
}
