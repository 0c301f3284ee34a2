import type { Run } from '../../base/run.ts';

/** Texts as one run of tokens: each stands between two ends. */
export interface Corpus {
  tokens: Int32Array;
  /** Bytes of the texts in UTF-8, an end counted as one. */
  bytes: number;
}

/** Turns texts into ids; `endId` ends each of them. */
export interface Encoder {
  readonly endId: number;
  encode(text: string): ArrayLike<number>;
}

/** Encodes texts one after another, until there are `max` tokens. @throws AppError `run.stopped` */
export async function toCorpus(
  texts: readonly string[],
  tokenizer: Encoder,
  run: Run,
  max = Infinity,
): Promise<Corpus> {
  const utf8 = new TextEncoder();
  const parts: ArrayLike<number>[] = [];
  let bytes = 0;
  let size = 1;
  for (const text of texts) {
    if (size >= max) break;
    const part = tokenizer.encode(text);
    parts.push(part);
    size += part.length + 1;
    bytes += utf8.encode(text).length + 1;
    await run.yield();
  }
  const tokens = new Int32Array(size);
  let at = 0;
  tokens[at++] = tokenizer.endId;
  for (const part of parts) {
    tokens.set(part, at);
    at += part.length;
    tokens[at++] = tokenizer.endId;
  }
  return { tokens, bytes };
}

/**
 * Cuts a corpus into windows: of each every token but the first is foretold, and every token of the corpus but the first in just one of them. The last
 * window may be shorter.
 */
export function splitWindows({ tokens }: Corpus, length: number): Int32Array[] {
  const windows: Int32Array[] = [];
  for (let from = 0; from + 1 < tokens.length; from += length) windows.push(tokens.subarray(from, from + length + 1));
  return windows;
}
