/** Gives cells as numbers; a null is 0. */
export function toNumbers(cells: readonly (number | string | null)[]): Float64Array {
  const numbers = new Float64Array(cells.length);
  for (let i = 0; i < cells.length; i++) numbers[i] = Number(cells[i]);
  return numbers;
}
