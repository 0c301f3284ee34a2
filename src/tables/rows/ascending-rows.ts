/** Gives row numbers, each of which comes once, in rising order: marks them and lists the marks, O(last row). */
export function ascending(rows: Int32Array): Int32Array {
  let last = -1;
  for (let i = 0; i < rows.length; i++) if (rows[i] > last) last = rows[i];
  const isListed = new Uint8Array(last + 1);
  for (let i = 0; i < rows.length; i++) isListed[rows[i]] = 1;
  const sorted = new Int32Array(rows.length);
  for (let row = 0, count = 0; row <= last; row++) if (isListed[row] === 1) sorted[count++] = row;
  return sorted;
}
