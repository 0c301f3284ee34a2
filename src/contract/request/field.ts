import type { MissingRule } from '../data/reading.ts';
import type { Kind } from '../data/kinds.ts';

/** Says how one column is used; names are the field's own, not the files'. */
export interface FieldSpec {
  name: string;
  kind?: Exclude<Kind, 'empty'>;
  /** false = not scaled; absent = as the run's normalize says. */
  normalize?: boolean | Scaling;
  /** Smallest and largest value that stays, both inclusive; of a date in ms since the epoch. */
  min?: number;
  max?: number;
  enum?: readonly string[];
  missing?: MissingRule;
  from?: readonly string[];
}

/** How number factors are scaled. */
export type Scaling = 'minmax' | 'standard' | 'robust';
