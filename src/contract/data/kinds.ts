/** What the cells of a column are. `empty`: every cell is missing. */
export const kinds = ['number', 'category', 'boolean', 'date', 'text', 'empty'] as const;
export type Kind = (typeof kinds)[number];

/** Which part of `3/4/2026` comes first: where the year stands last, dates do not say it. */
export const dayOrders = ['dmy', 'mdy'] as const;
export type DayOrder = (typeof dayOrders)[number];

/** What the person wants a column for. */
export type Role = 'factor' | 'target' | 'ignored';

/** What is predicted. */
export type Task = 'regression' | 'classification' | 'generation';
