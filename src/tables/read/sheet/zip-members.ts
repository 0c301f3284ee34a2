/** The files within a zip file, read one at a time without the rest. */
export interface ZipMembers {
  has(name: string): boolean;
  /** Gives a member's bytes as they are inflated; `onBytes` gets the bytes of the zip file read so far. */
  stream(name: string, onBytes?: (bytes: number) => void): Promise<ReadableStream<Uint8Array>>;
  /** Gives a small member as text; null when there is none. */
  text(name: string): Promise<string | null>;
  /** Inflates every member to see that it is whole: some readers never end on one that is not. */
  check(): Promise<void>;
}

interface Member {
  method: number;
  /** Bytes in the zip file, and inflated. */
  size: number;
  length: number;
  from: number;
}

/**
 * Reads the directory of a zip file.
 * @throws Error where it is damaged, encrypted, or larger than plain zip can say
 */
export async function openZipMembers(blob: Blob): Promise<ZipMembers> {
  const members = await readDirectory(blob);
  const stream = async (name: string, onBytes?: (bytes: number) => void) => {
    const member = members.get(name);
    if (!member) throw new Error(`no member ${name}`);
    const local = new DataView(await blob.slice(member.from, member.from + 30).arrayBuffer());
    if (local.byteLength < 30 || local.getUint32(0, true) !== 0x04034b50)
      throw new Error(`no member ${name} where it should be`);
    const start = member.from + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        onBytes?.(chunk.length);
        controller.enqueue(chunk);
      },
    });
    const stored = blob
      .slice(start, start + member.size)
      .stream()
      .pipeThrough(counted);
    if (member.method === 0) return stored;
    return stored.pipeThrough(new DecompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array, Uint8Array>);
  };
  return {
    has: (name) => members.has(name),
    stream,
    text: async (name) => (members.has(name) ? new Response(await stream(name)).text() : null),
    check: async () => {
      for (const [name, { length }] of members) {
        let found = 0;
        const reader = (await stream(name)).getReader();
        for (let part = await reader.read(); !part.done; part = await reader.read()) found += part.value.length;
        if (found !== length) throw new Error(`${name} is damaged`);
      }
    },
  };
}

async function readDirectory(blob: Blob): Promise<Map<string, Member>> {
  const tail = new DataView(await blob.slice(Math.max(0, blob.size - 65557)).arrayBuffer());
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error('no end of zip directory');
  const [size, from] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  const bytes = new Uint8Array(await blob.slice(from, from + size).arrayBuffer());
  const view = new DataView(bytes.buffer);
  const members = new Map<string, Member>();
  const decoder = new TextDecoder();
  for (let at = 0; at + 46 <= bytes.length && view.getUint32(at, true) === 0x02014b50;) {
    const nameLength = view.getUint16(at + 28, true);
    const member = {
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      length: view.getUint32(at + 24, true),
      from: view.getUint32(at + 42, true),
    };
    const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
    if (encrypted || ![0, 8].includes(member.method) || Math.max(member.size, member.from) === 0xffffffff) {
      throw new Error('a zip member that is encrypted, oddly packed or very large');
    }
    members.set(decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/^\//, ''), member);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return members;
}
