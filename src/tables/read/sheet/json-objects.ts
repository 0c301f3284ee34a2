import { AppError } from '../../../base/errors.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [123, 125, 91, 93];
const COMMA = 44;
const BLANK = 32;

/** No row is longer, in MB. */
const longest = 64;

/**
 * Finds the objects of a JSON array, or of JSON lines, in UTF-8 bytes that come by the piece. Bytes that mean something in JSON are
 * ASCII and never part of another character.
 */
export class JsonObjects {
  readonly #file: string;
  readonly #decoder = new TextDecoder();
  /** What was not given yet: the beginning of an object. */
  #left = new Uint8Array(0);
  /** Where the scan is in `#left`. */
  #at = 0;
  #depth = 0;
  #inText = false;
  #list: 'none' | 'open' | 'closed' = 'none';
  #found = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** Gives the objects that end in this piece, as texts. @throws AppError `read.json-shape`, `read.bad-json` */
  *take(chunk: Uint8Array): Generator<string> {
    const bytes = new Uint8Array(this.#left.length + chunk.length);
    bytes.set(this.#left);
    bytes.set(chunk, this.#left.length);
    let start = 0;
    let p = this.#at;
    while (p < bytes.length) {
      const byte = bytes[p];
      if (this.#inText) {
        if (byte === BACKSLASH) p++;
        else if (byte === QUOTE) this.#inText = false;
      } else if (this.#depth === 0) {
        if (byte === OPEN) {
          start = p;
          this.#depth = 1;
        } else this.#between(byte);
      } else if (byte === QUOTE) this.#inText = true;
      else if (byte === OPEN || byte === OPEN_LIST) this.#depth++;
      else if (byte === CLOSE || byte === CLOSE_LIST) {
        this.#depth--;
        if (this.#depth === 0) {
          this.#found++;
          yield this.#decoder.decode(bytes.subarray(start, p + 1));
        }
      }
      p++;
    }
    const from = this.#depth > 0 ? start : bytes.length;
    this.#left = bytes.slice(from);
    this.#at = p - from;
    if (this.#left.length > longest << 20) throw this.#broken(`an object is longer than ${longest} MB`);
  }

  /** Says that the file is over. @throws AppError `read.bad-json` */
  end(): void {
    if (this.#depth > 0 || this.#list === 'open') throw this.#broken('it is cut off');
  }

  /** Takes a byte outside of every object. */
  #between(byte: number): void {
    if (byte <= BLANK) return;
    if (byte === COMMA && this.#list === 'open') return;
    if (byte === OPEN_LIST && this.#list === 'none' && this.#found === 0) this.#list = 'open';
    else if (byte === CLOSE_LIST && this.#list === 'open') this.#list = 'closed';
    else if (this.#found > 0) throw this.#broken(`“${String.fromCharCode(byte)}” stands between objects`);
    else throw new AppError('read.json-shape', { file: this.#file });
  }

  #broken(detail: string): AppError {
    return new AppError('read.bad-json', { file: this.#file, row: this.#found + 1, detail });
  }
}
