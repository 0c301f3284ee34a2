import type { FileView } from '../contract/data/data-view.ts';
import type { Kind } from '../contract/data/kinds.ts';
import type { Run } from '../base/run.ts';
import { mergeTables, type Merged } from '../tables/merge/merge.ts';
import { readFile } from '../tables/read/read-file.ts';
import type { Table } from '../tables/table.ts';
import type { MergeChoices, ReadChoices, Source } from '../contract/data/reading.ts';

/** A file that was read. */
export interface ReadPart {
  file: string;
  table: Table;
  view: FileView;
}

type Kinds = Readonly<Record<string, Kind>>;

interface CachedTable {
  /** The choices but kinds, as text. */
  choices: string;
  kinds: Kinds;
  part: ReadPart;
}

/** Reads and merges files, and remembers the last table of each, so that training after opening reads nothing again. */
export interface Reader {
  read(sources: readonly Source[], choices: ReadChoices, run: Run): Promise<ReadPart[]>;
  merge(parts: readonly ReadPart[], choices: MergeChoices, kinds: Kinds, run: Run): Promise<Merged>;
  /** Forgets the tables of all other files. */
  keepOnly(sources: readonly Source[]): void;
}

/** Makes a reader that remembers nothing yet. */
export function makeReader(): Reader {
  const kept = new Map<string, CachedTable>();
  let last: { parts: readonly Table[]; choices: string; kinds: Kinds; merged: Merged } | undefined;

  async function readOne(source: Source, given: ReadChoices, run: Run): Promise<ReadPart> {
    const kinds = { ...given.kinds, ...source.read?.kinds };
    const { kinds: _, ...rest } = { ...given, ...source.read };
    const choices = JSON.stringify(Object.entries(rest).sort());
    const before = kept.get(source.id);
    if (before && before.choices === choices && sameKinds(before.kinds, kinds, before.part.table)) return before.part;
    const { table, view } = await readFile({ ...source, read: { ...rest, kinds } }, {}, run);
    const part = { file: source.name, table, view };
    kept.set(source.id, { choices, kinds, part });
    return part;
  }

  return {
    async read(sources, choices, run) {
      const parts: ReadPart[] = [];
      for (const source of sources) parts.push(await readOne(source, choices, run));
      return parts;
    },
    async merge(parts, given, kinds, run) {
      const tables = parts.map(({ table }) => table);
      const choices = choicesKey(given);
      const isSame = last && last.choices === choices && sameItems(last.parts, tables);
      if (last && isSame && sameKinds(last.kinds, kinds, last.merged.table)) return last.merged;
      const merged = await mergeTables(parts, given, kinds, run);
      last = { parts: tables, choices, kinds, merged };
      return merged;
    },
    keepOnly(sources) {
      const ids = new Set(sources.map(({ id }) => id));
      for (const id of [...kept.keys()]) if (!ids.has(id)) kept.delete(id);
      if (last && !last.parts.every((table) => [...kept.values()].some(({ part }) => part.table === table)))
        last = undefined;
    },
  };
}

/** Is true when other kinds would give the very same columns: they are what was chosen, or what was inferred. */
function sameKinds(before: Kinds, wanted: Kinds, { columns }: Table): boolean {
  const of = (from: Kinds, name: string) => (Object.hasOwn(from, name) ? from[name] : undefined);
  return columns.every(({ name, kind }) => {
    const [had, want] = [of(before, name), of(wanted, name)];
    return had === want || (want === kind && had === undefined);
  });
}

/** Writes choices so that equal ones are equal texts: defaults filled in, names in order. */
function choicesKey({ duplicates = 'drop', missingColumn = 'error', from = {} }: MergeChoices): string {
  return JSON.stringify([duplicates, missingColumn, Object.entries(from).sort()]);
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}
