import { gunzipSync, strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** A file inside a zip. */
export interface Member {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Packs files into a zip. The same files give the same bytes; weights are stored, the rest is deflated. */
export function zip(members: readonly Member[]): Uint8Array<ArrayBuffer> {
  const files: Zippable = Object.fromEntries(
    members.map(({ name, bytes }) => [name, [bytes, { level: /\.(bin|safetensors|onnx)$/.test(name) ? 0 : 6 }]]),
  );
  return zipSync(files, { mtime: '1980-01-01T12:00:00' });
}

/**
 * Unpacks a zip. `admit` sees the name and the sizes that the directory claims before anything is inflated, and may throw; no
 * member is ever given more memory than it claimed.
 * @throws Error when the bytes are no whole zip
 */
export function unzip(
  bytes: Uint8Array,
  admit: (member: { name: string; packed: number; size: number }) => void,
): Member[] {
  const files = unzipSync(bytes, {
    filter({ name, size, originalSize }) {
      admit({ name, packed: size, size: originalSize });
      return true;
    },
  });
  return Object.entries(files).map(([name, content]) => ({ name, bytes: content as Uint8Array<ArrayBuffer> }));
}

/** Unpacks gzip. @throws Error where it is damaged */
export function gunzip(bytes: Uint8Array): Uint8Array {
  return gunzipSync(bytes);
}

/** Writes text as UTF-8. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return strToU8(text) as Uint8Array<ArrayBuffer>;
}

/** Reads UTF-8 text. */
export function toText(bytes: Uint8Array): string {
  return strFromU8(bytes);
}
