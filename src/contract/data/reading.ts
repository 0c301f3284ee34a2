import type { DayOrder, Kind } from './kinds.ts';

/** A file of a person, known by an id while the page lives: reading it again with other choices needs no new file. */
export interface Source {
  id: string;
  name: string;
  blob: Blob;
  /** Choices for this file alone, over those of the request. */
  read?: ReadChoices;
}

/** How files are read. Absent = guessed and reported. */
export interface ReadChoices {
  delimiter?: string;
  encoding?: string;
  /** false: columns are named `column 1` ... ; a number: the row (from 1) that holds the header. */
  header?: boolean | number;
  sheet?: string;
  /** Words that mean missing, beside the built-in ones. */
  missing?: readonly string[];
  /** Built-in words that do not mean missing here. */
  notMissing?: readonly string[];
  /** Decides kinds that the reader would guess otherwise, by column name. */
  kinds?: Readonly<Record<string, Kind>>;
  /** Decides whether day or month comes first in dates that begin with neither year nor name, by column name. */
  dayOrder?: Readonly<Record<string, DayOrder>>;
}

/** How files become one table. */
export interface MergeChoices {
  duplicates?: 'drop' | 'keep';
  missingColumn?: 'error' | 'fill' | 'leave-out';
  /** Names of a field in the files, by the field's name. */
  from?: Readonly<Record<string, readonly string[]>>;
}

/** What happens to rows whose cell is missing: they are dropped, the cell is filled, or (`keep`) the model takes it as it is. */
export type MissingRule = 'drop' | 'mean' | 'median' | 'most_frequent' | 'keep' | { constant: string | number };

/** How a file is read: as delimited text, as JSON or Parquet, or as a workbook of a kind. */
export type Format = 'csv' | 'json' | 'parquet' | 'xlsx' | 'xls' | 'ods' | 'other';
