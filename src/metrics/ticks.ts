/** Picks round numbers between two values, about `count` of them, steps of 1, 2, 2.5 or 5 times a power of ten. */
export function ticksBetween(from: number, to: number, count: number): number[] {
  const span = to - from;
  if (!(span > 0) || !Number.isFinite(span)) return [from];
  const step = roundStep(span / Math.max(1, count));
  const ticks: number[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++) ticks.push(tidy(k * step));
  return ticks;
}

/** Picks round numbers for a logarithmic axis: 1, 2, 5 in each decade, powers of ten alone where there are many decades. */
export function logTicksBetween(from: number, to: number, count: number): number[] {
  const [low, high] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  const decades = Array.from({ length: high - low + 1 }, (_, k) => low + k);
  const within = (values: number[]) => values.map(tidy).filter((value) => value >= from * 0.999 && value <= to * 1.001);
  const fine = within(decades.flatMap((k) => [1, 2, 5].map((digit) => digit * 10 ** k)));
  if (fine.length < 3) return ticksBetween(from, to, count);
  if (fine.length <= count + 1) return fine;
  const every = Math.max(1, Math.ceil((high - low + 1) / count));
  return within(decades.filter((_, k) => k % every === 0).map((k) => 10 ** k));
}

/** Widens a range to round ends that hold it. */
export function roundRange(from: number, to: number, count: number): [number, number] {
  if (from === to) return from === 0 ? [-1, 1] : [from - Math.abs(from) / 2, to + Math.abs(to) / 2];
  const step = roundStep((to - from) / Math.max(1, count));
  return [tidy(Math.floor(from / step + 1e-9) * step), tidy(Math.ceil(to / step - 1e-9) * step)];
}

/** Gives the smallest round step that is not below `step`: 1, 2, 2.5 or 5 times a power of ten. */
export function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const digit = [1, 2, 2.5, 5].find((each) => each * power >= step * (1 - 1e-9)) ?? 10;
  return digit * power;
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
