// Two float64 at once.

/** Bytes of a float64. */
@inline export const DOUBLE: i32 = 8;

/** Two numbers, or with `both` false the first of them and a zero. */
@inline export function loadPair(from: usize, both: bool): v128 { return both ? v128.load(from) : v128.load64_zero(from); }

@inline export function lanes(a: v128): f64 { return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1); }
