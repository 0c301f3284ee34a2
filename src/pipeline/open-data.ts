import type { Run } from '../base/run.ts';
import type { ColumnProfile, DataView, MergeChoices, ReadChoices, Source } from '../contract/data.ts';
import { profileTable } from '../tables/profile.ts';
import { suggest } from '../tables/suggest.ts';
import type { Table } from '../tables/table.ts';
import type { Reader } from './reader.ts';

/** A merged table with what the page gets to know of it. */
export interface OpenedData {
  table: Table;
  profiles: ColumnProfile[];
  view: DataView;
}

/** Reads, merges and profiles files. @throws AppError `read.*`, `merge.*`, `run.stopped` */
export async function openData(
  sources: readonly Source[],
  read: ReadChoices,
  merge: MergeChoices,
  reader: Reader,
  run: Run,
): Promise<OpenedData> {
  const parts = await reader.read(sources, read, run);
  const { table, duplicates, offers, notices } = await reader.merge(parts, merge, read.kinds ?? {}, run);
  const profiles = await profileTable(table, run);
  const files = parts.map(({ view }) => view);
  const view = {
    files,
    rows: table.rows,
    duplicates,
    columns: profiles,
    suggestion: suggest(table, profiles),
    offers,
    notices,
  };
  return { table, profiles, view };
}
