import { describe, expect, it } from 'vitest';
import { utf8Chunks } from '../../../src/tables/read/blob-chunks.ts';
import { quietRun } from '../../run.ts';

const text = '价格,名称\n12,电脑\n'.repeat(500);

/** A blob as browsers have it whose streams do not read into buffers of the caller. */
function withoutBuffers(blob: Blob): Blob {
  const { stream } = blob;
  const getReader = () => {
    throw new TypeError('no byte stream');
  };
  return Object.defineProperty(blob, 'stream', { value: () => Object.assign(stream.call(blob), { getReader }) });
}

async function read(blob: Blob, encoding: string, chunkBytes: number) {
  const parts: Uint8Array[] = [];
  // A piece is overwritten later.
  for await (const chunk of utf8Chunks(blob, encoding, quietRun(), chunkBytes)) parts.push(chunk.slice());
  return { sizes: parts.map(({ length }) => length), text: await new Blob(parts as BlobPart[]).text() };
}

describe.each([
  ['into buffers of its own', (blob: Blob) => blob],
  ['by slices', withoutBuffers],
])('pieces of a file, read %s', (_, made) => {
  it.each([1, 7, 1000, 4 << 20])('of %i bytes are the file', async (size) => {
    const bytes = new TextEncoder().encode(text);
    const found = await read(made(new Blob([bytes])), 'utf-8', size);
    expect(found.text).toBe(text);
    expect(found.sizes.slice(0, -1).every((each) => each === size)).toBe(true);
  });

  it('lose a byte order mark and become UTF-8', async () => {
    const wide = new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
    expect((await read(made(new Blob([wide])), 'utf-16le', 101)).text).toBe(text);
    expect((await read(made(new Blob(['\ufeff', text])), 'utf-8', 1000)).text).toBe(text);
  });
});

it('says why a file cannot be read any more', async () => {
  const broken = () =>
    new ReadableStream({ type: 'bytes', pull: () => Promise.reject(new TypeError('network error')) });
  const gone = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  const blob = Object.defineProperties(new Blob(['a']), {
    stream: { value: broken },
    slice: { value: () => ({ arrayBuffer: gone }) },
  });
  await expect(read(blob, 'utf-8', 10)).rejects.toMatchObject({ name: 'NotReadableError' });
});
