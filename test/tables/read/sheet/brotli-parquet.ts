import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const zstd = resolve(import.meta.dirname, '../../../fixtures/parquet/zstd.parquet');

/** Gives a Parquet file whose footer calls its columns packed by Brotli: field 4 of their description is 4, not 6 (zstd), in Thrift's compact protocol. */
export function packedByBrotli(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(readFileSync(zstd));
  const footer = bytes.length - 8 - new DataView(bytes.buffer).getUint32(bytes.length - 8, true);
  for (let at = footer; at + 1 < bytes.length; at++) {
    if (bytes[at] === 0x15 && bytes[at + 1] === 0x0c) bytes[at + 1] = 0x08;
  }
  return bytes;
}
