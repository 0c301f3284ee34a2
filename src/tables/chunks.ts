import type { Run } from '../base/run.ts';

/** Rows that any plain loop is over with in some milliseconds. */
export const chunkRows = 1 << 18;

/** Does work on rows `from` up to `to`, stretch by stretch, and breathes between them. @throws AppError `run.stopped` */
export async function inChunks(rows: number, run: Run, work: (from: number, to: number) => void): Promise<void> {
  for (let from = 0; from < rows; from += chunkRows) {
    work(from, Math.min(rows, from + chunkRows));
    await run.yield();
  }
}
