import type { Code, Params } from './messages.ts';
import type { Level } from './run.ts';

/** Says where in a person's file something was found; `row` counts from 1 as a spreadsheet does, the header row included. */
export interface Location {
  file?: string;
  row?: number;
  column?: string;
  value?: string;
}

/** A problem in the data that does not stop the run and travels with its result. */
export interface Notice {
  code: Code;
  params: Params<Code>;
  level: Level;
  /** Stored name. */
  place?: Location;
}

/** Makes a notice; the code's params are checked by type. */
export function notice<C extends Code>(
  code: C,
  params: Params<C>,
  level: Level = 'warning',
  location?: Location,
): Notice {
  return { code, params: params as Params<Code>, level, ...(location ? { place: location } : {}) };
}
