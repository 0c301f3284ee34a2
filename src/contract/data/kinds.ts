/** What the cells of a column are. `empty`: every cell is missing. */
export const kinds = ['number', 'category', 'boolean', 'date', 'text', 'empty'] as const;
/** What the cells of a column are: one of `kinds`. */
export type Kind = (typeof kinds)[number];

/** Which part of `3/4/2026` comes first: where the year stands last, dates do not say it. */
export const dayOrders = ['dmy', 'mdy'] as const;
/** Whether day (`dmy`) or month (`mdy`) comes first in dates with the year at their end. */
export type DayOrder = (typeof dayOrders)[number];

/** What the person wants a column for. */
export type Role = 'factor' | 'target' | 'ignored';

/** What is predicted. */
export type Task = 'regression' | 'classification' | 'generation';
