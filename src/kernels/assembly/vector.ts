// Four float32 at once.

/** Bytes of a float32. */
@inline export const FLOAT: i32 = 4;

@inline export function roundUp(x: i32, to: i32): i32 { return (x + to - 1) / to * to; }

/** a * b + c, rounded once where the build has relaxed SIMD, else twice. */
@inline export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(c, f32x4.mul(a, b));
}

@inline export function sumLanes(a: v128): f32 {
  return (f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 2)) + (f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 3));
}

/** tanh as a quotient of polynomials, degree 13 over 6 (minimax coefficients of Eigen's ptanh), within 4 ulp; NaN stays NaN. */
export function tanh4(x: v128): v128 {
  x = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-7.90531110763549805)), f32x4.splat(7.90531110763549805));
  const s = f32x4.mul(x, x);
  let p = madd(s, f32x4.splat(-2.76076847742355e-16), f32x4.splat(2.00018790482477e-13));
  p = madd(s, p, f32x4.splat(-8.60467152213735e-11));
  p = madd(s, p, f32x4.splat(5.12229709037114e-8));
  p = madd(s, p, f32x4.splat(1.48572235717979e-5));
  p = madd(s, p, f32x4.splat(6.37261928875436e-4));
  p = madd(s, p, f32x4.splat(4.89352455891786e-3));
  let q = madd(s, f32x4.splat(1.19825839466702e-6), f32x4.splat(1.18534705686654e-4));
  q = madd(s, q, f32x4.splat(2.26843463243900e-3));
  q = madd(s, q, f32x4.splat(4.89352518554385e-3));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** 1 / (1 + e^-x), by tanh(x / 2). */
@inline export function logistic4(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return madd(tanh4(f32x4.mul(x, half)), half, half);
}

/** e^x for x <= 0: 2^k times the Taylor series of e^r up to r^7, |r| <= ln 2 / 2; below -87 it is 0, NaN stays NaN. Within 2 ulp. */
export function expBelow4(x: v128): v128 {
  const low = f32x4.splat(-87);
  const k = f32x4.nearest(f32x4.mul(f32x4.pmax(x, low), f32x4.splat(1.44269504)));
  // ln 2 in two parts, the first short enough that its product with k is exact.
  const r = f32x4.sub(f32x4.sub(f32x4.pmax(x, low), f32x4.mul(k, f32x4.splat(0.693359375))), f32x4.mul(k, f32x4.splat(-2.12194440e-4)));
  let p = madd(r, f32x4.splat(1.0 / 5040), f32x4.splat(1.0 / 720));
  p = madd(r, p, f32x4.splat(1.0 / 120));
  p = madd(r, p, f32x4.splat(1.0 / 24));
  p = madd(r, p, f32x4.splat(1.0 / 6));
  p = madd(r, p, f32x4.splat(0.5));
  p = madd(r, p, f32x4.splat(1));
  p = madd(r, p, f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(p, power), f32x4.lt(x, low));
}
