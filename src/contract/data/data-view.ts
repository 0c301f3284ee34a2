import type { Code, Params } from '../../base/messages.ts';
import type { Notice } from '../../base/notice.ts';
import type { DayOrder, Kind, Role, Task } from './kinds.ts';
import type { MissingRule } from './reading.ts';

/** What was guessed or chosen for one way of reading, with what the alternatives would show. */
export interface Guess<T> {
  value: T;
  chosen: boolean;
  /** Other values with the first words they would give. */
  others: { value: T; sample: string }[];
}

/** What the page knows of a file that was read. */
export interface FileView {
  id: string;
  name: string;
  bytes: number;
  rows: number;
  columns: string[];
  format: 'csv' | 'json' | 'parquet' | 'xlsx' | 'xls' | 'ods' | 'other';
  delimiter?: Guess<string>;
  encoding?: Guess<string>;
  /** The row (from 1) that holds the header, or false; absent where names stand with the cells. */
  header?: Guess<number | false>;
  sheet?: Guess<string>;
  notices: Notice[];
}

/** What the page knows of a column: enough to choose by, never the cells. */
export interface ColumnProfile {
  name: string;
  kind: Kind;
  /** Why this kind, as a notice with counter-examples where there are some. */
  why: Notice;
  rows: number;
  missing: number;
  /** Cells that are not of the kind (they count as neither missing nor present). */
  unparsable: number;
  distinct: number;
  /** number, date: smallest, largest (date: ms since epoch), mean. */
  range?: { min: number; max: number; mean: number };
  /** Dates that would be others in the other order: how they are read. */
  dayOrder?: DayOrder;
  /** Most frequent values first. */
  top?: { value: string; count: number }[];
  /** At most 24 counts: bins of a number, or the top levels. */
  histogram: number[];
}

/** Something about a column that may spoil a model, with what would mend it. */
export interface Warning {
  notice: Notice;
  column: string;
  fix?: Fix;
}

/** What mends a warning: leaving the column out, a rule for missing cells, another target, or another kind. */
export type Fix =
  | { kind: 'ignore' }
  | { kind: 'missing'; rule: MissingRule }
  | { kind: 'target'; column: string }
  | { kind: 'as'; to: Kind };

/** What the page guesses from the columns. */
export interface Suggestion {
  target: string | null;
  targetWhy: Notice | null;
  task: Task | null;
  roles: Record<string, Role>;
  /** Columns that a model of texts may learn from, the likeliest first. */
  texts: string[];
}

/** Names in different files that seem to mean one field. */
export interface AlignOffer {
  field: string;
  file: string;
  name: string;
}

/** Why a file is not in the table. */
export interface FailedFile {
  id: string;
  code: Code;
  params: Params<Code>;
}

/** What the page holds after files were read: never the table. */
export interface DataView {
  files: FileView[];
  /** New files that could not be read, or do not fit the others: the table is of the rest. */
  failed: FailedFile[];
  rows: number;
  duplicates: number;
  columns: ColumnProfile[];
  suggestion: Suggestion;
  offers: AlignOffer[];
  notices: Notice[];
}

/** A page of rows for the grid; null = missing. */
export interface RowPage {
  from: number;
  rows: { file: string; row: number; cells: (string | null)[] }[];
}
