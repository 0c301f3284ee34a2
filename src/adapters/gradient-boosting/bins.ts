import type { Random } from '../../base/random.ts';
import type { Run } from '../../base/run.ts';
import type { Features } from '../../contract/model/features.ts';
import { openSort, type Sort } from '../../kernels/sort.ts';
import type { BinnedFeature } from '../../kernels/tree-rows.ts';

/** Quantiles are taken from at most this many training rows. */
const sampleRows = 200_000;
/** Numbers held at once while they are taken. */
const maxHeldRows = 2 ** 24;
const blockCells = 2 ** 18;
/** Thresholds stay finite: an infinite one means a split off missing cells. */
const almostInfinite = 1e300;

/**
 * Learns how cells become bins, from the training rows alone, as scikit-learn's bin mapper does: cuts between the values where there are at most
 * `maxBins` of them, else at equally spaced quantiles. A category has a bin a level; of more levels than bins the rarest count as missing.
 * `isHeld`: 1 for rows held back. `directions`: -1, 0 or 1 a feature.
 */
export async function learnBins(
  features: Features,
  isHeld: Uint8Array,
  { maxBins, directions }: { maxBins: number; directions: readonly (-1 | 0 | 1)[] },
  random: Random,
  run: Run,
): Promise<BinnedFeature[]> {
  const rows = drawSample(isHeld, random);
  const width = features.names.length;
  const group = Math.max(1, Math.floor(maxHeldRows / rows.length));
  const binned: BinnedFeature[] = [];
  const sort = await openSort(rows.length);
  for (let first = 0; first < width; first += group) {
    const columns = await takeColumns(features, rows, first, Math.min(width, first + group), run);
    for (const [i, column] of columns.entries()) {
      const j = first + i;
      const levels = features.levels[j];
      binned.push(
        levels > 0 ? categoryBins(column, levels, maxBins) : numberBins(column, maxBins, directions[j], sort),
      );
      await run.yield();
    }
  }
  return binned;
}

/** Gives the training rows, in order, or a random sample of them. */
function drawSample(isHeld: Uint8Array, random: Random): Int32Array {
  const all = new Int32Array(isHeld.length);
  let count = 0;
  for (let row = 0; row < isHeld.length; row++) if (!isHeld[row]) all[count++] = row;
  const rows = all.subarray(0, count);
  if (count <= sampleRows) return rows;
  return random
    .permutation(count)
    .subarray(0, sampleRows)
    .map((index) => rows[index])
    .sort();
}

/** Gives features `first` to `last` (exclusive) of some rising rows, one array a feature. */
async function takeColumns(
  features: Features,
  rows: Int32Array,
  first: number,
  last: number,
  run: Run,
): Promise<Float64Array[]> {
  const width = features.names.length;
  const step = Math.max(1, Math.floor(blockCells / width));
  const block = new Float64Array(step * width);
  const columns = Array.from({ length: last - first }, () => new Float64Array(rows.length));
  for (let at = 0; at < rows.length;) {
    const from = rows[at];
    const to = Math.min(features.rows, from + step);
    features.block(from, to, 'raw', block);
    let end = at;
    while (end < rows.length && rows[end] < to) end++;
    for (const [i, column] of columns.entries()) {
      for (let r = at; r < end; r++) column[r] = block[(rows[r] - from) * width + first + i];
    }
    at = end;
    await run.yield();
  }
  return columns;
}

function numberBins(sorted: Float64Array, maxBins: number, monotone: -1 | 0 | 1, sort: Sort): BinnedFeature {
  sort(sorted); // NaN comes last
  let count = sorted.length;
  while (count > 0 && Number.isNaN(sorted[count - 1])) count--;
  const thresholds = binThresholds(sorted.subarray(0, count), maxBins);
  return { kind: 'number', used: thresholds.length + 1, thresholds, monotone };
}

/** Gives the upper border of each bin but the last, from sorted values. */
function binThresholds(sorted: Float64Array, maxBins: number): Float64Array {
  const middles: number[] = [];
  for (let i = 1; i < sorted.length && middles.length < maxBins; i++) {
    if (sorted[i] !== sorted[i - 1]) middles.push((sorted[i - 1] + sorted[i]) * 0.5);
  }
  const few = middles.length < maxBins;
  const cuts = few ? middles : Array.from({ length: maxBins - 1 }, (_, b) => quantile(sorted, b + 1, maxBins));
  return Float64Array.from(cuts, (cut) => Math.min(cut, almostInfinite));
}

/** Gives the b-th of the `parts`-quantiles, by NumPy's method `midpoint` and its rounding of the place. */
function quantile(sorted: Float64Array, b: number, parts: number): number {
  const rank = (sorted.length - 1) * ((b * (100 / parts)) / 100);
  const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  return high - (high - low) * 0.5;
}

function categoryBins(column: Float64Array, levels: number, maxBins: number): BinnedFeature {
  if (levels <= maxBins)
    return { kind: 'category', used: levels, binByCode: Uint8Array.from({ length: levels }, (_, code) => code) };
  const counts = new Int32Array(levels);
  for (const code of column) if (code >= 0) counts[code]++;
  const binByCode = new Uint8Array(levels).fill(maxBins);
  Array.from(counts, (count, code) => ({ count, code }))
    .sort((a, b) => b.count - a.count)
    .slice(0, maxBins)
    .sort((a, b) => a.code - b.code)
    .forEach(({ code }, bin) => (binByCode[code] = bin));
  return { kind: 'category', used: maxBins, binByCode };
}
