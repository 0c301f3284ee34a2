import type { CsvBatch, CsvRows } from '../../../kernels/csv.ts';
import { repairQuotes, QUOTED, ROUGH, type CellSpans } from '../tokenize.ts';
import type { ColumnCollector } from './column-collector.ts';
import { missingTest } from '../../cells/missing.ts';
import type { DistinctWords } from '../../kinds/distinct-words.ts';

const decoder = new TextDecoder();
const strict = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** Number of different words that are always kept once each, however few rows there are yet. */
const maxFewWords = 65_536;

/**
 * Collects a column as words. Each different word is kept once and found again by its bytes; where words are many and most of them differ the
 * column falls to one string a row.
 */
export class WordCollector implements ColumnCollector {
  readonly wants = 'word';
  #codes: Int32Array;
  #rows = 0;
  /** Open addressing: code + 1 by slot, 0 = free. */
  #slots = new Int32Array(256);
  #hashes = new Int32Array(128);
  #starts = new Int32Array(129);
  #pool = new Uint8Array(4096);
  #distinct = 0;
  #texts: string[] | null = null;
  /** The words by code, once there are texts. */
  #known: string[] = [];
  /** Words whose bytes are no UTF-8, once each. */
  readonly broken: Uint8Array[] = [];
  /** Different words that are written with more than ASCII and whole. */
  sound = 0;

  constructor(expectedRows: number) {
    this.#codes = new Int32Array(expectedRows);
  }

  take(bytes: Uint8Array, cells: CellSpans, column: number): void {
    const { spans, first, rows } = cells;
    this.#widenCodes(rows);
    for (let row = 0; row < rows; row++) {
      const cell = first[row] + column;
      if (cell < first[row + 1]) this.#put(bytes, spans[cell * 2], spans[cell * 2 + 1]);
      else this.#put(bytes, 0, 0);
    }
    this.#fallToTexts();
  }

  takePlain(kernel: CsvRows, { rows, words }: CsvBatch, column: number): void {
    const addresses = words[column];
    if (!addresses) return;
    const { bytes } = kernel;
    this.#widenCodes(rows);
    for (let row = 0; row < rows; row++) {
      const start = addresses[row * 2];
      if (start < 0) this.#putKnown(-1 - start);
      else {
        const coded = addresses[row * 2 + 1];
        this.#put(bytes, start, coded);
        if (!this.#texts) kernel.keep(column, start, coded, this.#codes[this.#rows - 1]);
      }
    }
    this.#fallToTexts();
  }

  /** Gives the words that are not missing, in order of first appearance; once. */
  words(missing: ReadonlySet<string>): DistinctWords {
    const isMissing = missingTest(missing);
    if (this.#texts) {
      const texts = this.#texts;
      const codes = new Int32Array(texts.length);
      const counts = new Int32Array(texts.length);
      for (let row = 0; row < texts.length; row++) {
        codes[row] = isMissing(texts[row]) ? -1 : row;
        if (codes[row] >= 0) counts[row] = 1;
      }
      return { levels: texts, codes, counts };
    }
    const levels: string[] = [];
    const known = new Map<string, number>();
    const newCodes = new Int32Array(this.#distinct);
    for (let raw = 0; raw < this.#distinct; raw++) {
      const text = this.#decode(this.#pool, this.#starts[raw], this.#starts[raw + 1]);
      let code = isMissing(text) ? -1 : known.get(text);
      if (code === undefined) {
        code = levels.push(text) - 1;
        known.set(text, code);
      }
      newCodes[raw] = code;
    }
    const codes = this.#codes.subarray(0, this.#rows);
    const counts = new Int32Array(levels.length);
    for (let row = 0; row < codes.length; row++) {
      const code = newCodes[codes[row]];
      codes[row] = code;
      if (code >= 0) counts[code]++;
    }
    return { levels, codes, counts };
  }

  #put(bytes: Uint8Array, start: number, coded: number): void {
    let end = coded >> 2;
    const flags = coded & 3;
    if (flags !== 0 || (start < end && bytes[start] === 61)) {
      const repaired = this.#repair(bytes, start, end, flags);
      if (repaired) [bytes, start, end] = [repaired, 0, repaired.length];
    }
    if (this.#texts) this.#texts.push(this.#decode(bytes, start, end));
    else this.#codes[this.#rows] = this.#findCode(bytes, start, end);
    this.#rows++;
  }

  #putKnown(code: number): void {
    if (this.#texts) this.#texts.push(this.#known[code]);
    else this.#codes[this.#rows] = code;
    this.#rows++;
  }

  /** Gives the bytes of a cell that are not simply those in the file: quotes mended, tabs after long ids and `="..."` taken off. */
  #repair(bytes: Uint8Array, start: number, end: number, flags: number): Uint8Array | null {
    if (flags === QUOTED) {
      if (end === start || (bytes[end - 1] !== 9 && bytes[start] !== 9)) return null;
      const text = decoder.decode(bytes.subarray(start, end));
      const bare = text.replace(/^\t+|\t+$/g, '');
      return encoder.encode(/^\S*$/.test(bare) ? bare : text);
    }
    const raw = decoder.decode(bytes.subarray(start, end));
    const text = flags === ROUGH ? repairQuotes(raw) : raw;
    const formula = /^="([^"]*)"$/.exec(text);
    return formula ? encoder.encode(formula[1]) : flags === ROUGH ? encoder.encode(text) : null;
  }

  #decode(bytes: Uint8Array, start: number, end: number): string {
    let ascii = true;
    for (let p = start; p < end && ascii; p++) ascii = bytes[p] < 128;
    const part = bytes.subarray(start, end);
    if (ascii) {
      return end - start < 64 ? String.fromCharCode.apply(null, part as unknown as number[]) : decoder.decode(part);
    }
    try {
      const text = strict.decode(part);
      this.sound++;
      return text.replace(/^[\u3000\u00a0\ufeff]+|[\u3000\u00a0\ufeff]+$/g, '');
    } catch {
      if (this.broken.length < 1000) this.broken.push(part.slice());
      return decoder.decode(part);
    }
  }

  #findCode(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5 | 0;
    for (let p = start; p < end; p++) hash = Math.imul(hash ^ bytes[p], 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    const length = end - start;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot] - 1;
      if (code < 0) return this.#add(bytes, start, end, hash, slot);
      const from = this.#starts[code];
      if (this.#hashes[code] !== hash || this.#starts[code + 1] - from !== length) continue;
      let i = 0;
      while (i < length && this.#pool[from + i] === bytes[start + i]) i++;
      if (i === length) return code;
    }
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.#distinct++;
    const from = this.#starts[code];
    const to = from + end - start;
    if (to > this.#pool.length) this.#pool = grown(this.#pool, new Uint8Array(Math.max(to, this.#pool.length * 2)));
    this.#pool.set(bytes.subarray(start, end), from);
    this.#hashes[code] = hash;
    this.#starts[code + 1] = to;
    this.#slots[slot] = code + 1;
    if (this.#distinct === this.#hashes.length) this.#widen();
    return code;
  }

  #widen(): void {
    const size = this.#hashes.length * 2;
    this.#hashes = grown(this.#hashes, new Int32Array(size));
    this.#starts = grown(this.#starts, new Int32Array(size + 1));
    this.#slots = new Int32Array(size * 2);
    const mask = size * 2 - 1;
    for (let code = 0; code < this.#distinct; code++) {
      let slot = this.#hashes[code] & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = code + 1;
    }
  }

  #widenCodes(rows: number): void {
    const needed = this.#rows + rows;
    if (this.#texts || needed <= this.#codes.length) return;
    this.#codes = grown(this.#codes, new Int32Array(Math.max(needed, Math.ceil(this.#codes.length * 1.25))));
  }

  #fallToTexts(): void {
    if (this.#texts || this.#distinct <= maxFewWords || this.#distinct <= this.#rows / 2) return;
    this.#known = Array.from({ length: this.#distinct }, (_, code) =>
      this.#decode(this.#pool, this.#starts[code], this.#starts[code + 1]),
    );
    this.#texts = Array.from(this.#codes.subarray(0, this.#rows), (code) => this.#known[code]);
    this.#codes = new Int32Array(0);
    this.#slots = new Int32Array(0);
    this.#pool = new Uint8Array(0);
  }
}

function grown<T extends Int32Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
