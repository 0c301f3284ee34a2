const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** Computes the 4 bytes of CRC-32 (ISO 3309), the highest first as S3 writes them. */
export function crc32(bytes: Uint8Array): Uint8Array {
  let rest = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) rest = (rest >>> 8) ^ table[(rest ^ bytes[at]) & 255];
  const out = new DataView(new ArrayBuffer(4));
  out.setUint32(0, ~rest >>> 0);
  return new Uint8Array(out.buffer);
}
