import { throwIfStopped, type Run } from '../../base/run.ts';

const usualChunkBytes = 4 << 20;

/**
 * Gives a file as UTF-8, a piece at a time, whatever its encoding; the next piece is fetched while one is worked on. A piece is
 * overwritten once the next one is asked for. Reports progress in bytes of the file.
 * @throws AppError `run.stopped`
 */
export async function* utf8Chunks(
  blob: Blob,
  encoding: string,
  run: Run,
  chunkBytes = usualChunkBytes,
): AsyncGenerator<Uint8Array> {
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const { next, close } = openChunks(blob, chunkBytes);
  try {
    let coming = next();
    for (let from = 0; from < blob.size; from += chunkBytes) {
      const raw = await coming;
      const to = Math.min(from + chunkBytes, blob.size);
      if (to < blob.size) coming = next();
      throwIfStopped(run);
      const chunk = decoder ? encoder.encode(decoder.decode(raw, { stream: to < blob.size })) : raw;
      yield from === 0 ? withoutMark(chunk) : chunk;
      run.report({ type: 'progress', stage: 'read', done: to, total: blob.size, unit: 'bytes' });
    }
  } finally {
    close();
  }
}

interface BlobChunks {
  /** Gives the next `chunkBytes` bytes, fewer at the end; they are good until the call after the next one. */
  next(): Promise<Uint8Array>;
  close(): void;
}

/** Opens a blob to be read into two places by turns. Buffers of its own, one a slice, would lie in memory until a garbage collection. */
function openChunks(blob: Blob, chunkBytes: number): BlobChunks {
  const reader = openReader(blob);
  let from = 0;
  if (!reader) {
    const next = async () => new Uint8Array(await blob.slice(from, (from += chunkBytes)).arrayBuffer());
    return { next, close() {} };
  }
  const size = Math.min(chunkBytes, blob.size);
  const rooms = [new ArrayBuffer(size), new ArrayBuffer(size)];
  let turn = 0;

  async function next(): Promise<Uint8Array> {
    const slot = turn;
    turn = 1 - turn;
    let count = 0;
    try {
      while (reader && count < size && from < blob.size) {
        const { value, done } = await reader.read(new Uint8Array(rooms[slot], count));
        if (value) rooms[slot] = value.buffer;
        if (done) break;
        count += value.length;
        from += value.length;
      }
    } catch (error) {
      // A slice says why a file cannot be read; a stream only that it broke.
      await blob.slice(from, from + 1).arrayBuffer();
      throw error;
    }
    return new Uint8Array(rooms[slot], 0, count);
  }

  const close = () => {
    open.delete(reader);
    reader.cancel().catch(() => {});
  };
  return { next, close };
}

/** Held until they are closed: Chromium collects such a reader with the read that is pending, and nothing ever comes of it. */
const open = new Set<ReadableStreamBYOBReader>();

/** Opens a reader that writes into buffers of the caller; null where the browser's blobs have none. */
function openReader(blob: Blob): ReadableStreamBYOBReader | null {
  try {
    const reader = blob.stream().getReader({ mode: 'byob' });
    open.add(reader);
    return reader;
  } catch {
    return null;
  }
}

/** Takes off a byte order mark. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
