import { canPart, openCsv, type CsvRows } from '../../../kernels/csv.ts';
import type { ColumnCollector } from './column-collector.ts';

/** The bytes of a file that are not read yet: from `start` to `end` of `bytes`, in the kernel's memory where it reads them. */
export class CsvBuffer {
  readonly kernel: CsvRows | null;
  #own = new Uint8Array(0);
  #from = 0;
  #capacity = 0;
  start = 0;
  end = 0;

  constructor(kernel: CsvRows | null) {
    this.kernel = kernel;
  }

  /** Another array after `append`. */
  get bytes(): Uint8Array {
    return this.kernel?.bytes ?? this.#own;
  }

  append(chunk: Uint8Array): void {
    const left = this.bytes.subarray(this.start, this.end);
    const needed = left.length + chunk.length;
    if (needed > this.#capacity) {
      const kept = left.slice();
      this.#capacity = needed * 2;
      if (this.kernel) this.#from = this.kernel.allocateText(this.#capacity);
      else this.#own = new Uint8Array(this.#capacity);
      this.bytes.set(kept, this.#from);
    } else this.bytes.copyWithin(this.#from, this.start, this.end);
    this.bytes.set(chunk, this.#from + needed - chunk.length);
    this.start = this.#from;
    this.end = this.#from + needed;
  }
}

/** Opens a buffer with a kernel where it can part cells by the delimiter, without one where the general reader must. */
export async function openBuffer(delimiter: string, columns: readonly (ColumnCollector | null)[]): Promise<CsvBuffer> {
  if (columns.length === 0 || !canPart(delimiter)) return new CsvBuffer(null);
  return new CsvBuffer(
    await openCsv(
      columns.map((column) => column?.wants ?? 'skip'),
      delimiter,
    ),
  );
}
