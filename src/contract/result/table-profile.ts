import type { Kind, Task } from '../data/kinds.ts';
import type { NoticeText } from './result.ts';

/** What reading found out about files and their columns, as plain JSON. */
export interface TableProfile {
  /** Rows after merging; rows that repeat another one are counted. */
  rows: number;
  /** Rows that repeat an earlier one in every cell. */
  duplicates: number;
  columns: TableColumn[];
  /** In the order of the data set files. */
  files: TableFile[];
  /** For each column its name in each file, in the order of `files`; null where a file does not have it. */
  mapping: Record<string, (string | null)[]>;
  suggested: TableSuggestion;
  /** Everything there is to know about files and columns, with what may spoil a model of the suggestion. */
  notices: NoticeText[];
}

/** One column of the merged table. */
export interface TableColumn {
  name: string;
  kind: Kind;
  /** Missing cells; cells that are not of the column's kind are not missing. */
  missing: number;
  /** Different values, counted to 100,000; 100,001 = more. */
  distinct: number;
  /** The first rows: numbers, words of booleans, texts, dates as ISO 8601 in UTC, the text of a cell that is not of the kind; null = missing. */
  first: (number | string | null)[];
  /** Smallest and largest number, or date in ISO 8601; absent for other kinds and where there is none. */
  min?: number | string;
  max?: number | string;
  /** Levels of a category or boolean column in the order of classes, at most 100. */
  levels?: string[];
}

/** How one file was read; rows are counted as a spreadsheet counts them, from 1. */
export interface TableFile {
  name: string;
  rows: number;
  /** Rows of the header; 0 = names were made, or stand with the cells. */
  headerRows: number;
  /** The row that holds the first cells; null where there is none. */
  firstRow: number | null;
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  /** Rows that are not data, with the reason. */
  skipped: { row: number; why: string }[];
}

/** What could be predicted from what; null where nothing fits. */
export interface TableSuggestion {
  target: string | null;
  task: Task | null;
  factors: string[];
  modelType: string | null;
}
