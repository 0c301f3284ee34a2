// Sorting by digits: float64 as 64-bit keys, 11 bits at a time from the lowest, each pass keeping the order of the one before.
// Source: Knuth, "The Art of Computer Programming" 3, 5.2.5 (radix sorting); a float's bits are a rising key once the sign is turned.

@inline const BITS: u64 = 11;
@inline const PASSES: i32 = 6;
@inline const SIZE: usize = 1 << 11;

/** Bits of a float64 as a key that rises with it: -0 before 0, NaN (as JavaScript writes it) last. */
@inline function keyOf(bits: u64): u64 { return bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000); }
@inline function bitsOf(key: u64): u64 { return key ^ (<u64>(<i64>~key >> 63) | 0x8000000000000000); }

/**
 * Sorts `count` float64 in place.
 * @param room float64 [count]  @param counts int32 [6, 2048]
 */
export function sortDoubles(values: usize, room: usize, counts: usize, count: i32): void {
  memory.fill(counts, 0, (<usize>PASSES * SIZE) << 2);
  const bytes: usize = <usize>count << 3;
  for (let at: usize = values, end = values + bytes; at < end; at += 8) {
    let key = keyOf(load<u64>(at));
    store<u64>(at, key);
    for (let slot: usize = counts, last = counts + ((<usize>PASSES * SIZE) << 2); slot < last; slot += SIZE << 2, key >>= BITS) {
      const own: usize = slot + (<usize>(key & (SIZE - 1)) << 2);
      store<i32>(own, load<i32>(own) + 1);
    }
  }
  let from = values, to = room;
  for (let pass = 0; pass < PASSES; pass++) {
    const slots: usize = counts + ((<usize>pass * SIZE) << 2), shift: u64 = <u64>pass * BITS;
    const first: usize = slots + (<usize>((load<u64>(from) >> shift) & (SIZE - 1)) << 2);
    if (load<i32>(first) == count) continue; // all alike here
    let place: u32 = 0;
    for (let slot = slots, last = slots + (SIZE << 2); slot < last; slot += 4) {
      const own = load<u32>(slot);
      store<u32>(slot, place);
      place += own;
    }
    for (let at = from, end = from + bytes; at < end; at += 8) {
      const key = load<u64>(at), slot: usize = slots + (<usize>((key >> shift) & (SIZE - 1)) << 2);
      const spot = load<u32>(slot);
      store<u32>(slot, spot + 1);
      store<u64>(to + (<usize>spot << 3), key);
    }
    const swap = from; from = to; to = swap;
  }
  for (let i: usize = 0; i < bytes; i += 8) store<u64>(values + i, bitsOf(load<u64>(from + i)));
}
