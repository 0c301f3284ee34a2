import { decompress } from 'fzstd';
import { parquetMetadataAsync, parquetRead, parquetSchema, type Compressors } from 'hyparquet';
import { gunzip } from '../../../base/zip.ts';

/** A Parquet file, read a column of a row group at a time. */
export interface ParquetFile {
  rows: number;
  /** Names of the columns at the top. */
  names: readonly string[];
  /** A way of packing that cannot be undone here, if there is one. */
  unknownCodec: string | null;
  /** Gives every cell of a column, some rows at a time; `row` is the place of the first. */
  read(column: number, take: (cells: ArrayLike<unknown>, row: number) => void): Promise<void>;
}

const compressors: Compressors = {
  GZIP: (bytes) => gunzip(bytes),
  ZSTD: (bytes, length) => decompress(bytes, new Uint8Array(length)),
};
const codecs = new Set<string>(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD']);

/** Opens a Parquet file by its footer. @throws Error where it is damaged */
export async function openParquet(blob: Blob): Promise<ParquetFile> {
  const file = {
    byteLength: blob.size,
    slice: (from: number, to?: number) => blob.slice(from, to).arrayBuffer(),
  };
  const metadata = await parquetMetadataAsync(file);
  const columns = parquetSchema(metadata).children.map(({ element }) => element);
  const used = metadata.row_groups.flatMap((group) => group.columns.map((chunk) => chunk.meta_data?.codec ?? ''));
  return {
    rows: Number(metadata.num_rows),
    names: columns.map(({ name }) => name),
    unknownCodec: used.find((codec) => !codecs.has(codec)) ?? null,
    async read(column, take) {
      const { name, converted_type, scale = 0 } = columns[column];
      let rowStart = 0;
      for (const group of metadata.row_groups) {
        const rowEnd = rowStart + Number(group.num_rows);
        const chunks: { cells: ArrayLike<unknown>; row: number }[] = [];
        await parquetRead({
          file,
          metadata,
          compressors,
          columns: [name],
          rowStart,
          rowEnd,
          onChunk: ({ columnData, rowStart: row }) => chunks.push({ cells: columnData, row }),
        });
        for (const { cells, row } of chunks) take(converted_type === 'DECIMAL' ? toDecimals(cells, scale) : cells, row);
        rowStart = rowEnd;
      }
    },
  };
}

/** The library multiplies decimals by a rounded power of ten; their own digits round that away. */
function toDecimals(cells: ArrayLike<unknown>, scale: number): unknown[] {
  return Array.from(cells, (cell) => (typeof cell === 'number' ? Number(cell.toFixed(scale)) : cell));
}
