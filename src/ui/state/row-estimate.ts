import type { ColumnProfile } from '../../contract/data/data-view.ts';
import type { Plan } from '../../contract/request/plan.ts';
import type { Rule } from './rule.ts';

/** How rows divide. */
export interface Share {
  train: number;
  test: number;
}

/** Estimate, from the profile, of the rows that cleaning leaves: exact, or an upper bound. */
export interface RowEstimate {
  exact: boolean;
  max: Share;
}

/**
 * Reckons how many rows a run will keep. Cells that are missing or not of their kind drop a row where the rule says so; with such
 * cells in several columns, or with rules on values, only the run itself can tell, and the number is the most it can be. Where nothing is learned no
 * row is held back.
 */
export function estimateRows(
  rows: number,
  columns: ColumnProfile[],
  rules: Record<string, Rule>,
  plan: Plan,
  learning: boolean,
): RowEstimate {
  const losses: number[] = [];
  let limited = false;
  for (const column of columns) {
    const rule = rules[column.name];
    const dropsMissing = column.name === plan.target || rule?.missing === undefined || rule.missing === 'drop';
    const lost = column.unparsable + (dropsMissing ? column.missing : 0);
    if (lost > 0) losses.push(lost);
    limited ||= rule?.min !== undefined || rule?.max !== undefined || rule?.enum !== undefined;
  }
  const max = Math.max(0, rows - Math.max(0, ...losses));
  return {
    exact: losses.length < 2 && !limited,
    max: toShare(max, learning ? plan.split.testSize : 0),
  };
}

/** Test rows are rounded up, as scikit-learn does. */
function toShare(rows: number, testSize: number): Share {
  const test = Math.min(rows, Math.ceil(rows * testSize));
  return { train: rows - test, test };
}
