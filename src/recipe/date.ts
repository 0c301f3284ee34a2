const day = 86_400_000;

/** Gives the feature of a date: days since 1970-01-01 UTC, with a fraction for the time of day. `ms` since the epoch; NaN stays NaN. */
export function applyDate(ms: number): number {
  return ms / day;
}

/** Gives the date of a feature, in ms since the epoch. */
export function invertDate(days: number): number {
  return Math.round(days * day);
}

/** Says what was done, for the report. */
export function describeDate(column: string) {
  return { step: 'date', code: 'preprocess.dated', params: { column } } as const;
}
