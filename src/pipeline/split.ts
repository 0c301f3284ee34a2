import type { Plan } from '../contract/request.ts';
import { classCodes } from '../tables/classes.ts';
import type { Fields } from '../tables/fields.ts';
import { splitRows } from '../tables/split.ts';

/** A result lists at most this many test rows. */
const shownRows = 100_000;

/** Rows to learn from and to judge by, as row numbers of the table. */
export interface KeptSplit {
  train: Int32Array;
  test: Int32Array;
  /** The test rows, or the training rows where there are none. */
  judged: Int32Array;
  /** The test rows as places among the kept rows, at most 100,000. */
  testRows: number[];
}

/** Splits the rows that cleaning kept; texts are written for all of them, in their order. @throws AppError `split.too-few` */
export function splitKept(kept: Int32Array, { target, classes, task }: Fields, split: Plan['split']): KeptSplit {
  if (task === 'generation') return { train: kept, test: new Int32Array(0), judged: kept, testRows: [] };
  const all = target && split.stratify && classes ? classCodes(target.column, classes) : undefined;
  const { train, test } = splitRows(kept.length, split, all && kept.map((row) => all[row]));
  const trainRows = train.map((place) => kept[place]);
  const judged = test.length > 0 ? test.map((place) => kept[place]) : trainRows;
  return {
    train: trainRows,
    test: test.length > 0 ? judged : test,
    judged,
    testRows: Array.from(test.subarray(0, shownRows)),
  };
}
