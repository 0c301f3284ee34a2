/** Cached per values array: a column never changes once it is in a table. */
const known = new WeakMap<Float64Array, boolean>();

/** Is true where a column of numbers or dates has a missing cell (NaN). Looks once at a column and remembers. */
export function hasMissing(values: Float64Array): boolean {
  const before = known.get(values);
  if (before !== undefined) return before;
  let found = false;
  for (let row = 0; row < values.length && !found; row++) found = values[row] !== values[row];
  known.set(values, found);
  return found;
}
