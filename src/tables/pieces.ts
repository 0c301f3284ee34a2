import { throwIfStopped, type Run } from '../base/run.ts';

const usualPiece = 4 << 20;

/**
 * Gives a file as UTF-8, a piece at a time, whatever its encoding; the next piece is fetched while one is worked on. Reports
 * progress in bytes of the file.
 * @throws AppError `run.stopped`
 */
export async function* utf8Pieces(
  blob: Blob,
  encoding: string,
  run: Run,
  pieceBytes = usualPiece,
): AsyncGenerator<Uint8Array> {
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const fetch = (from: number) => blob.slice(from, from + pieceBytes).arrayBuffer();
  let coming = fetch(0);
  for (let from = 0; from < blob.size; from += pieceBytes) {
    const raw = new Uint8Array(await coming);
    const to = Math.min(from + pieceBytes, blob.size);
    if (to < blob.size) coming = fetch(to);
    throwIfStopped(run);
    const piece = decoder ? encoder.encode(decoder.decode(raw, { stream: to < blob.size })) : raw;
    yield from === 0 ? withoutMark(piece) : piece;
    run.report({ type: 'progress', stage: 'read', done: to, total: blob.size, unit: 'bytes' });
  }
}

/** Takes off a byte order mark. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
