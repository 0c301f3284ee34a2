/** Bytes turned into letters at once: a call takes no more arguments in every browser. */
const blockBytes = 0x8000;

/** Writes the bytes of a view in base64; numbers are little-endian, as every machine that runs this is. */
export function toBase64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  let letters = '';
  for (let from = 0; from < byteLength; from += blockBytes) {
    letters += String.fromCharCode(...bytes.subarray(from, from + blockBytes));
  }
  return btoa(letters);
}

/** Reads base64. @throws DOMException `InvalidCharacterError` when the text is not base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
