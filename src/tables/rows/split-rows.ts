import { AppError } from '../../base/errors.ts';
import { inOrder, longPermutation, randomFrom, shuffleSteps, type Random } from '../../base/random.ts';
import type { Run } from '../../base/run.ts';
import { chunkRows } from '../chunks.ts';

/** Positions among the kept rows, in scikit-learn's order. */
export interface Split {
  train: Int32Array;
  test: Int32Array;
}

/**
 * Splits n rows as scikit-learn's `train_test_split(test_size, random_state)` does: ceil(n * testSize) test rows are the first
 * of a permutation, the rest train. `testSize` 0 trains on every row, in order. Stratified by class codes, if wanted and given: as
 * its `StratifiedShuffleSplit`, but classes of any size are taken. `seed` may be a stream that is already under way: it is then drawn on.
 * @throws AppError `split.too-few` when fewer than 2 rows would train
 */
export function splitRows(
  n: number,
  { testSize, seed, stratify }: { testSize: number; seed: number | Random; stratify: boolean },
  codes?: Int32Array,
): Split {
  const { trains, tests } = sizes(n, testSize);
  if (tests === 0) return { train: inOrder(n), test: new Int32Array(0) };
  const random = typeof seed === 'number' ? randomFrom(seed) : seed;
  if (stratify && codes) {
    const steps = stratified(codes, trains, tests, random);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  }
  const order = random.permutation(n);
  return { test: order.slice(0, tests), train: order.slice(tests) };
}

/** Splits the rows of a table, of any length: as `splitRows` does, and breathes meanwhile. */
export async function splitTable(
  n: number,
  options: { testSize: number; seed: number; stratify: boolean },
  codes: Int32Array | undefined,
  run: Run,
): Promise<Split> {
  const { trains, tests } = sizes(n, options.testSize);
  if (tests === 0) return splitRows(n, options);
  const random = randomFrom(options.seed);
  if (options.stratify && codes) {
    const steps = stratified(codes, trains, tests, random);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      await run.yield();
    }
  }
  const order = await longPermutation(random, n, run);
  return { test: order.slice(0, tests), train: order.slice(tests) };
}

function sizes(n: number, testSize: number): { trains: number; tests: number } {
  const tests = Math.ceil(n * testSize);
  const trains = n - tests;
  if (trains < 2) throw new AppError('split.too-few', { rows: Math.max(0, trains) });
  return { trains, tests };
}

/** Splits by class, some milliseconds a step. */
function* stratified(codes: Int32Array, trains: number, tests: number, random: Random): Generator<void, Split> {
  const members = yield* byClass(codes);
  const counts = members.map((rows) => rows.length);
  const trainCounts = shareOut(counts, trains, random);
  const left = counts.map((count, c) => count - trainCounts[c]);
  const testCounts = shareOut(left, tests, random);

  const train = new Int32Array(trains);
  const test = new Int32Array(tests);
  let trainAt = 0;
  let testAt = 0;
  for (const [c, rows] of members.entries()) {
    const order = inOrder(rows.length);
    yield* shuffleSteps(random, order);
    for (let i = 0; i < trainCounts[c]; i++) {
      if (i % chunkRows === 0) yield;
      train[trainAt++] = rows[order[i]];
    }
    for (let i = 0; i < testCounts[c]; i++) {
      if (i % chunkRows === 0) yield;
      test[testAt++] = rows[order[trainCounts[c] + i]];
    }
  }
  yield* shuffleSteps(random, train);
  yield* shuffleSteps(random, test);
  return { train, test };
}

/** Gathers the rows of each class that has some, in code order. */
function* byClass(codes: Int32Array): Generator<void, Int32Array[]> {
  const sizes: number[] = [];
  for (let row = 0; row < codes.length; row++) {
    if (row % chunkRows === 0) yield;
    sizes[codes[row]] = (sizes[codes[row]] ?? 0) + 1;
  }
  const members = Array.from(sizes, (size) => new Int32Array(size ?? 0));
  const filled = new Int32Array(members.length);
  for (let row = 0; row < codes.length; row++) {
    if (row % chunkRows === 0) yield;
    members[codes[row]][filled[codes[row]]++] = row;
  }
  return members.filter((rows) => rows.length > 0);
}

/**
 * Shares `draws` among classes in proportion to their counts: the whole parts first, then one each by the largest remainder, ties by lot.
 * Source: scikit-learn's `_approximate_mode`.
 */
function shareOut(counts: number[], draws: number, random: Random): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exact = counts.map((count) => (count / total) * draws);
  const shares = exact.map(Math.floor);
  let open = draws - shares.reduce((sum, share) => sum + share, 0);
  const remainders = exact.map((value, c) => value - shares[c]);
  for (const value of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (open === 0) break;
    const tied = remainders.flatMap((remainder, c) => (remainder === value ? [c] : []));
    const order = random.permutation(tied.length);
    const now = Math.min(tied.length, open);
    for (let i = 0; i < now; i++) shares[tied[order[i]]]++;
    open -= now;
  }
  return shares;
}
