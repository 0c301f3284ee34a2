import * as v from 'valibot';
import { AppError } from '../base/errors.ts';
import type { PlainTensor } from '../networks/tensor.ts';

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const Entry = v.object({ dtype: v.string(), shape: v.array(Whole), data_offsets: v.tuple([Whole, Whole]) });
type Entry = v.InferOutput<typeof Entry>;

/** The longest header a file may claim, in bytes: the format's own limit. */
const longestHeader = 100e6;
const sizes: Record<string, number> = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, U8: 1, BOOL: 1 };

/**
 * Reads a safetensors file: length of the header (64 bits, little-endian), header in JSON, numbers. F16, BF16 and F64 become float32; tensors of
 * whole numbers (position ids) are left out.
 * @throws AppError `model.bad-safetensors` names what does not fit, before anything of the claimed size is reserved
 */
export function readSafetensors(file: string, bytes: Uint8Array<ArrayBuffer>): Map<string, PlainTensor> {
  const bad = (problem: string, cause?: unknown) => new AppError('model.bad-safetensors', { file, problem }, cause);
  if (bytes.length < 8) throw bad(`it has ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const claimed = view.getBigUint64(0, true);
  const length = Number(claimed);
  if (claimed > BigInt(longestHeader)) throw bad(`its header claims ${claimed} bytes`);
  if (8 + length > bytes.length) throw bad(`its header of ${length} bytes is cut off`);

  const header = parse(bytes.subarray(8, 8 + length), bad);
  const start = 8 + length;
  const tensors = new Map<string, PlainTensor>();
  for (const [name, given] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const parsed = v.safeParse(Entry, given);
    if (!parsed.success) throw bad(`the tensor ${name} is not described as it should be`);
    const { dtype, shape, data_offsets: range } = parsed.output;
    const size = sizes[dtype];
    if (!size) throw bad(`the tensor ${name} holds ${dtype}, which is not known`);
    const numbers = shape.reduce((product, each) => product * each, 1);
    if (range[1] - range[0] !== numbers * size) throw bad(`the tensor ${name} and its shape differ in size`);
    if (start + range[1] > bytes.length) throw bad(`the numbers of ${name} are cut off`);
    const data = toFloat32(dtype, bytes.slice(start + range[0], start + range[1]).buffer);
    if (data) tensors.set(name, { shape, data });
  }
  return tensors;
}

function parse(bytes: Uint8Array, bad: (problem: string, cause?: unknown) => AppError): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw bad('its header is not JSON', error);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) throw bad('its header is not an object');
  return header as Record<string, unknown>;
}

function toFloat32(dtype: string, buffer: ArrayBuffer): Float32Array<ArrayBuffer> | null {
  switch (dtype) {
    case 'F32':
      return new Float32Array(buffer);
    case 'F64':
      return Float32Array.from(new Float64Array(buffer));
    case 'BF16': {
      const halves = new Uint16Array(buffer);
      const wide = new Uint32Array(halves.length);
      for (let i = 0; i < halves.length; i++) wide[i] = halves[i] << 16;
      return new Float32Array(wide.buffer);
    }
    case 'F16':
      return Float32Array.from(new Uint16Array(buffer), fromHalf);
    default:
      return null;
  }
}

/** Gives the value of 16 bits of IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** Writes float32 tensors as a safetensors file, in the order of their names; `format: pt` tells Python that PyTorch's layout is meant. */
export function writeSafetensors(tensors: ReadonlyMap<string, PlainTensor>): Uint8Array<ArrayBuffer> {
  const names = [...tensors.keys()].sort();
  const header: Record<string, Entry | { format: string }> = { __metadata__: { format: 'pt' } };
  let end = 0;
  for (const name of names) {
    const { shape, data } = tensors.get(name) as PlainTensor;
    header[name] = { dtype: 'F32', shape: [...shape], data_offsets: [end, (end += data.byteLength)] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // The numbers begin at a multiple of 8; the header is filled up with spaces.
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(32, 8 + text.length, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  let at = 8 + length;
  for (const name of names) {
    const { data } = tensors.get(name) as PlainTensor;
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}
