import { AppError, isStopped } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import type { ColumnProfile, DataView, FailedFile } from '../contract/data/data-view.ts';
import type { Merged } from '../tables/merge/merge.ts';
import { profileTable } from '../tables/profile/profile.ts';
import { suggest } from '../tables/profile/suggest.ts';
import type { Table } from '../tables/table.ts';
import { withSourceNames } from './plan-choices.ts';
import type { Reader, ReadPart } from './reader.ts';
import type { MergeChoices, ReadChoices, Source } from '../contract/data/reading.ts';

/** A merged table with what the page gets to know of it. */
export interface OpenedData {
  table: Table;
  profiles: ColumnProfile[];
  view: DataView;
}

/** What files become: those that go together as one table, and those that do not. */
interface Joined {
  parts: ReadPart[];
  merged: Merged;
  failed: FailedFile[];
}

/**
 * Reads, merges and profiles files. A new file that cannot be read or merged does not keep the others from being opened; `isOpen` says which
 * files are not new. @throws AppError `read.*`, `merge.*` of a file that is open already, or of the only one; `run.stopped`
 */
export async function openData(
  sources: readonly Source[],
  read: ReadChoices,
  merge: MergeChoices,
  reader: Reader,
  run: Run,
  isOpen: (id: string) => boolean = () => false,
): Promise<OpenedData> {
  const { parts, merged, failed } = await join(sources, withSourceNames(read, merge), merge, reader, run, isOpen);
  const { table, duplicates, offers, notices } = merged;
  const profiles = await profileTable(table, run);
  const view = {
    files: parts.map((part) => part.view),
    failed,
    rows: table.rows,
    duplicates,
    columns: profiles,
    suggestion: suggest(table, profiles),
    offers,
    notices,
  };
  return { table, profiles, view };
}

async function join(
  sources: readonly Source[],
  read: ReadChoices,
  merge: MergeChoices,
  reader: Reader,
  run: Run,
  isOpen: (id: string) => boolean,
): Promise<Joined> {
  let parts: ReadPart[] = [];
  let first: AppError | undefined;
  const failed: FailedFile[] = [];
  const leaveOut = (id: string, error: AppError) => {
    first ??= error;
    failed.push({ id, code: error.code, params: error.params });
  };
  for (const source of sources) {
    try {
      parts.push(...(await reader.read([source], read, run)));
    } catch (error) {
      if (!(error instanceof AppError) || isStopped(error) || isOpen(source.id)) throw error;
      leaveOut(source.id, error);
    }
  }
  if (parts.length === 0 && first) throw first;
  for (;;) {
    try {
      return { parts, merged: await reader.merge(parts, merge, read.kinds ?? {}, run), failed };
    } catch (error) {
      if (!(error instanceof AppError) || isStopped(error)) throw error;
      const named: { file?: unknown } = error.params;
      const unfit = parts.findLast(({ file, view }) => file === named.file && !isOpen(view.id));
      if (!unfit || parts.length === 1) throw error;
      parts = parts.filter((part) => part !== unfit);
      leaveOut(unfit.view.id, error);
    }
  }
}
