import type { Run } from '../base/run.ts';
import type { Plan } from '../contract/request/plan.ts';
import { classCodes } from '../tables/levels/classes.ts';
import type { Fields } from '../tables/fields/choose-fields.ts';
import { splitTable } from '../tables/rows/split-rows.ts';
import { inChunks } from '../tables/chunks.ts';

/** A result lists at most this many test rows. */
const shownRows = 100_000;

/** Rows to learn from and to judge by, as row numbers of the table. */
export interface KeptSplit {
  train: Int32Array;
  test: Int32Array;
  /** Rows used for evaluation: the test rows, or the training rows if there are no test rows. */
  evaluationRows: Int32Array;
  /** The test rows as places among the kept rows, at most 100,000. */
  testRows: number[];
}

/** Splits the rows that cleaning kept; where nothing is learned all of them are answered, in their order. @throws AppError `split.too-few` */
export async function splitKept(
  kept: Int32Array,
  { target, classes }: Fields,
  split: Plan['split'],
  learning: boolean,
  run: Run,
): Promise<KeptSplit> {
  if (!learning) return { train: kept, test: new Int32Array(0), evaluationRows: kept, testRows: [] };
  const all = target && split.stratify && classes ? classCodes(target.column, classes) : undefined;
  const { train, test } = await splitTable(kept.length, split, all && (await pick(all, kept, run)), run);
  const trainRows = await pick(kept, train, run);
  const evaluationRows = test.length > 0 ? await pick(kept, test, run) : trainRows;
  return {
    train: trainRows,
    test: test.length > 0 ? evaluationRows : test,
    evaluationRows,
    testRows: Array.from(test.subarray(0, shownRows)),
  };
}

/** Gives the rows at some places. */
async function pick(rows: Int32Array, indexes: Int32Array, run: Run): Promise<Int32Array> {
  const picked = new Int32Array(indexes.length);
  await inChunks(indexes.length, run, (from, to) => {
    for (let i = from; i < to; i++) picked[i] = rows[indexes[i]];
  });
  return picked;
}
