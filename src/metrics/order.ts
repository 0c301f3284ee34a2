/** Below this a comparison sort is faster than four passes over 65,536 buckets. */
const few = 20_000;

/** Gives the indexes that put finite numbers in ascending order; equal numbers keep their order. O(n) for long arrays. */
export function ascendingOrder(values: Float64Array): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i);
  return values.length <= few ? order.sort((a, b) => values[a] - values[b]) : radixOrder(values, order);
}

/** Sorts by 16 bits at a time, the lowest first, over bits turned so that unsigned order is the order of the numbers. */
function radixOrder(values: Float64Array, order: Int32Array): Int32Array {
  const keys = sortableBits(values);
  let from = order;
  let to: Int32Array = new Int32Array(order.length);
  for (let digit = 0; digit < 4; digit++) {
    const starts = new Int32Array(65537);
    for (let i = 0; i < from.length; i++) starts[keys[4 * i + digit] + 1]++;
    for (let k = 0; k < 65536; k++) starts[k + 1] += starts[k];
    for (let i = 0; i < from.length; i++) {
      const index = from[i];
      to[starts[keys[4 * index + digit]]++] = index;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Gives four 16-bit digits a number, the lowest first. */
function sortableBits(values: Float64Array): Uint16Array {
  const copy = Float64Array.from(values, (value) => value + 0);
  const words = new Uint32Array(copy.buffer);
  for (let i = 0; i < words.length; i += 2) {
    const negative = words[i + 1] & 0x80000000;
    words[i] ^= negative ? 0xffffffff : 0;
    words[i + 1] ^= negative ? 0xffffffff : 0x80000000;
  }
  return new Uint16Array(copy.buffer);
}
