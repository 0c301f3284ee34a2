/** The kinds that a person can choose for a column. */
export const choosableKinds = ['number', 'category', 'boolean', 'date', 'text'] as const;
