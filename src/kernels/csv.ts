import { openKernel } from './load.ts';

interface Kernel {
  memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  create(kinds: number, width: number, parting: number, maxRows: number): number;
  values(reader: number): number;
  fractions(reader: number): number;
  words(reader: number): number;
  numbers(reader: number): number;
  hard(reader: number): number;
  hardCount(reader: number): number;
  next(reader: number): number;
  record(reader: number): number;
  reason(reader: number): number;
  read(reader: number, from: number, to: number, record: number): number;
  keep(reader: number, column: number, start: number, coded: number, code: number): void;
}

/** How a column is read; `skip` = the column is not needed. */
export type CsvKind = 'number' | 'word' | 'skip';

/** Plain rows, as views that the next call may change. Places are indexes of `CsvRows.bytes`. */
export interface CsvBatch {
  rows: number;
  /** The byte where the following row begins. */
  next: number;
  /** Rows begun so far, blank lines included. */
  record: number;
  /** Why it stopped: the batch is full, the next row is not plain, or it may go on after the bytes. */
  reason: 'full' | 'undecided' | 'unfinished';
  /** The number of each row in its file. */
  rowNumbers: Int32Array;
  /** One a column, undefined unless a number column: a number a row, NaN where there is none or where the cell is listed in `hard`. */
  values: (Float64Array | undefined)[];
  /** One a column: 1 where a number had a point or an exponent, in this batch or before. */
  fractions: Uint8Array;
  /**
   * One a column, undefined unless a word column: [rows, 2], first byte, and the byte after the last times 4, plus 1 in quotes; or, below
   * 0, -1 - code of a word that is kept.
   */
  words: (Int32Array | undefined)[];
  /** [cells, 4]: column, row, and place as in `words`, of cells in number columns that are not plain numbers. */
  hard: Int32Array;
}

/** Reads plain rows of delimited text from a memory of its own. */
export interface CsvRows {
  /** All of the memory; another view after `allocateText`. */
  readonly bytes: Uint8Array;
  /** Allocates `bytes` + 1 bytes and gives the address; a second call allocates a larger block without copying. */
  allocateText(bytes: number): number;
  /** Keeps the code of a short word of a column, given by its place: later batches give the code where they can. */
  keep(column: number, start: number, coded: number, code: number): void;
  /** Reads the rows from byte `from` on, `to` exclusive; `record`: rows begun before. The byte at `to` is overwritten. */
  read(from: number, to: number, record: number): CsvBatch;
}

const kindCodes = { number: 0, word: 1, skip: 2 } as const;
const reasons = ['full', 'undecided', 'unfinished'] as const;
/** Cells of a batch, about: what is found stays in the cache until it is taken. */
const batchCells = 65536;

/** Says whether the kernel can part cells by this delimiter: one byte that numbers, quotes and blanks have no use for. */
export function canPart(delimiter: string): boolean {
  return delimiter === '\t' || (/^[\x01-\x7f]$/.test(delimiter) && !/[\w\s+\-."]/.test(delimiter));
}

/** Opens the CSV kernel for columns of these kinds. @throws RangeError where its memory cannot grow */
export async function openCsv(kinds: readonly CsvKind[], delimiter: string): Promise<CsvRows> {
  const kernel = await openKernel<Kernel>('csv.simd');
  const width = kinds.length;
  const allocate = (bytes: number) => whole(kernel.allocate(bytes), bytes);
  const kindsAt = allocate(width);
  new Uint8Array(kernel.memory.buffer, kindsAt, width).set(kinds.map((kind) => kindCodes[kind]));
  const maxRows = Math.max(64, Math.min(8192, Math.ceil(batchCells / width)));
  const reader = whole(kernel.create(kindsAt, width, delimiter.charCodeAt(0), maxRows), 16 * maxRows * width);
  let wordCount = 0;
  const wordColumns = kinds.map((kind) => (kind === 'word' ? wordCount++ : -1));
  let bytes = new Uint8Array(kernel.memory.buffer);

  return {
    get bytes() {
      return bytes;
    },
    allocateText(count) {
      const address = allocate(count + 1);
      bytes = new Uint8Array(kernel.memory.buffer);
      return address;
    },
    keep(column, start, coded, code) {
      kernel.keep(reader, wordColumns[column], start, coded, code);
    },
    read(from, to, record) {
      const rows = kernel.read(reader, from, to, record);
      const { buffer } = kernel.memory;
      const readOffsets = (wanted: CsvKind, start: number) => {
        let address = start - 8 * maxRows;
        return kinds.map((kind) => (kind === wanted ? (address += 8 * maxRows) : -1));
      };
      return {
        rows,
        next: kernel.next(reader),
        record: kernel.record(reader),
        reason: reasons[kernel.reason(reader)],
        rowNumbers: new Int32Array(buffer, kernel.numbers(reader), rows),
        values: readOffsets('number', kernel.values(reader)).map((address) =>
          address < 0 ? undefined : new Float64Array(buffer, address, rows),
        ),
        fractions: new Uint8Array(buffer, kernel.fractions(reader), width),
        words: readOffsets('word', kernel.words(reader)).map((address) =>
          address < 0 ? undefined : new Int32Array(buffer, address, rows * 2),
        ),
        hard: new Int32Array(buffer, kernel.hard(reader), kernel.hardCount(reader) * 4),
      };
    },
  };
}

/** An address; 0 says that there was no room. */
function whole(address: number, bytes: number): number {
  if (address === 0) throw new RangeError(`${bytes} bytes more than a kernel's memory can hold`);
  return address >>> 0;
}
