// Cells to bins.

/** Rows at a time: their cells and bins stay in the nearest cache while feature follows feature. */
const CHUNK: i32 = 128;

/** What is known of a feature: 4 int32 of `table`. */
@inline const USED: usize = 0; // bins of present cells
@inline const VALUES: usize = 4; // thresholds float64 [used - 1], or of a category the bin of each code, uint8 [codes]
@inline const CODES: usize = 8; // codes of a category, 0 for a number

/**
 * Writes the bins of `count` rows of features, float64 [count, width]: row i to row places[i] of `into`. A number is in the first bin whose threshold is not below it, a category
 * in the bin of its code; a missing cell, and a code without a bin, in the bin behind the last. `columns` gets the same bins, uint8 [width, rows].
 * @param missing uint8 [width]: set to 1 where a cell of a row below `trained` is missing
 */
export function fillBins(block: usize, count: i32, width: i32, table: usize, places: usize, into: usize, columns: usize, rows: i32, missing: usize, trained: i32): void {
  for (let first = 0; first < count; first += CHUNK) {
    const end = min(count, first + CHUNK);
    for (let j = 0; j < width; j++) {
      const feature: usize = table + (<usize>j << 4), used = load<i32>(feature, USED), values = <usize>load<u32>(feature, VALUES);
      const codes = load<i32>(feature, CODES);
      let from: usize = block + (<usize>(first * width + j) << 3), gaps = false;
      for (let i = first; i < end; i++, from += <usize>width << 3) {
        const value = load<f64>(from);
        let bin = used;
        if (codes > 0) {
          if (value >= 0 && value < <f64>codes) bin = <i32>load<u8>(values + <usize>value);
        } else if (value == value) bin = place(values, used - 1, value);
        const row = load<u32>(places + (<usize>i << 2));
        gaps = gaps || (bin == used && row < <u32>trained);
        store<u8>(into + <usize>row * width + j, bin);
        store<u8>(columns + <usize>j * rows + row, bin);
      }
      if (gaps) store<u8>(missing + j, 1);
    }
  }
}

/** How many of `count` rising thresholds lie below a value. */
@inline function place(thresholds: usize, count: i32, value: f64): i32 {
  if (count == 0) return 0;
  let low: usize = thresholds, size = count;
  while (size > 1) {
    const half = size >> 1, next: usize = low + (<usize>half << 3);
    low = select<usize>(next, low, load<f64>(next - 8) < value);
    size -= half;
  }
  return <i32>((low - thresholds) >> 3) + i32(load<f64>(low) < value);
}
