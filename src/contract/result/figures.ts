/** What the charts of the judged rows show, without a row: kept with the model. */
export interface Figures {
  errors?: ResidualSummary;
  /** ROC curves of the first classes, each against the others; of two classes that of the last. */
  curves?: { name: string; area: number; points: { threshold: number; found: number; alarms: number }[] }[];
}

/** What the plots of a regression show of its rows, as plain JSON and without a row. */
export interface ResidualSummary {
  rows: number;
  /** One range for both, see `rangeOfPairs`. */
  range: [number, number];
  /** Predictions that lie outside of it. */
  outside: number;
  /** Pairs of actual and predicted in squares: the cells that hold rows, as [cell, rows], see `Grid`. */
  grid: { across: number; up: number; filled: [number, number][] };
  slices: Slice[];
  bins: Bins;
  /** Shares of the rows that are predicted too high and too low. */
  tooHigh: number;
  tooLow: number;
  /** Half, 80 % and 90 % of the rows are off by less. */
  half: number;
  /** Stored name. */
  most: number;
  nine: number;
}

/** Counts of values in bins of one width: bin k covers `from + k * width` up to the next. */
export interface Bins {
  from: number;
  width: number;
  counts: number[];
  /** How many values lie below the first and above the last bin. */
  below: number;
  above: number;
}

/** Counts pairs in a grid of squares; cell (i, j) is `counts[j * across + i]`, j upwards. */
export interface Grid {
  across: number;
  up: number;
  counts: Uint32Array;
  /** Pairs outside of the range. */
  outside: number;
}

/** One part of the actual values, summed up: what the density plot shows, in words and numbers. */
export interface Slice {
  from: number;
  to: number;
  rows: number;
  meanActual: number;
  meanPredicted: number;
  /** Half of the rows are off by less. */
  medianError: number;
}
