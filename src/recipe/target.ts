import * as v from 'valibot';
import { AppError } from '../base/errors.ts';
import { cellText } from '../tables/cells/cell-text.ts';
import { classCodes, classNames } from '../tables/levels/classes.ts';
import { labelsInOrder, splitLabels } from '../tables/levels/cell-labels.ts';
import type { Column } from '../tables/table.ts';
import { pick, rowCount, toNumbers } from './convert.ts';
import { applyScale, fitScale, FittedScale, invertScale } from './scale.ts';

/** How the target is prepared: as numbers, scaled or not, or as classes. */
export interface TargetSpec {
  name: string;
  task: 'regression' | 'classification';
  scale: boolean;
  /** What separates several labels in one cell. */
  separator?: string;
}

/** What was learned: the scale of a number target (null = left as it is), or the classes of the training rows in order; of texts nothing. */
export const FittedTarget = v.variant('task', [
  v.strictObject({ task: v.literal('regression'), name: v.string(), scale: v.nullable(FittedScale) }),
  v.strictObject({
    task: v.literal('classification'),
    name: v.string(),
    classes: v.array(v.string()),
    separator: v.optional(v.pipe(v.string(), v.minLength(1))),
  }),
  v.strictObject({ task: v.literal('generation'), name: v.string() }),
]);
/** What was learned about the target: its scale for regression, its classes in code order for classification. */
export type FittedTarget = v.InferOutput<typeof FittedTarget>;

/** A target ready for learning or judging. */
export interface AppliedTarget {
  /** Numbers, scaled as learned, or class codes; NaN = missing. */
  values: Float64Array;
  /** Classification: the learned classes, then those that only these rows have. */
  classes?: string[];
  /** Of several labels a row: 1 for those it has, rows x classes, row-major; `values` are then 0, or NaN. */
  labelMatrix?: Uint8Array;
}

/** Learns the target from the training rows. A number target is scaled to mean 0 and standard deviation 1 where asked. */
export function fitTarget(spec: TargetSpec, column: Column, train: Int32Array): FittedTarget {
  const { name, task } = spec;
  const { separator } = spec;
  if (task === 'classification' && separator !== undefined) {
    return { task, name, classes: labelsInOrder(column, separator, train), separator };
  }
  if (task === 'classification') return { task, name, classes: classNames(column, train) };
  const { values } = readNumbers(column, rowCount(column, train));
  return { task, name, scale: spec.scale ? fitScale('standard', pick(values, train)) : null };
}

/** Gives the target of some rows as it was learned: scaled numbers or class codes. */
export function applyTarget(fitted: FittedTarget, column: Column, rows: Int32Array): AppliedTarget {
  if (fitted.task === 'generation') return { values: new Float64Array(0) };
  if (fitted.task === 'regression') {
    const values = pick(readNumbers(column, rowCount(column, rows)).values, rows);
    const { scale } = fitted;
    return { values: scale ? values.map((value) => applyScale(scale, value)) : values };
  }
  if (fitted.separator !== undefined) return applyLabels(fitted.classes, fitted.separator, column, rows);
  const learned = new Set(fitted.classes);
  const classes = [...fitted.classes, ...classNames(column, rows).filter((name) => !learned.has(name))];
  const codes = classCodes(column, classes);
  return { values: Float64Array.from(rows, (row) => (codes[row] >= 0 ? codes[row] : NaN)), classes };
}

function applyLabels(learned: readonly string[], separator: string, column: Column, rows: Int32Array): AppliedTarget {
  const classes = [...new Set([...learned, ...labelsInOrder(column, separator, rows)])];
  const indexByClass = new Map(classes.map((label, index) => [label, index]));
  const labelMatrix = new Uint8Array(rows.length * classes.length);
  const values = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    const cell = cellText(column, row);
    if (cell === null) values[i] = NaN;
    for (const label of splitLabels(cell ?? '', separator))
      labelMatrix[i * classes.length + (indexByClass.get(label) ?? 0)] = 1;
  });
  return { values, classes, labelMatrix };
}

/** Gives numbers back in the target's own units: predictions, or actual values. Classes are named by their place instead. */
export function invertTarget(fitted: FittedTarget, values: Float64Array): Float64Array {
  if (fitted.task !== 'regression' || !fitted.scale) return values;
  const { scale } = fitted;
  return values.map((value) => invertScale(scale, value));
}

/** Says whether postprocessing has something to undo: a scaled or coded target. */
export function isTargetCoded(fitted: FittedTarget): boolean {
  return fitted.task === 'classification' || (fitted.task === 'regression' && fitted.scale !== null);
}

/** Says what was learned, for the report. */
export function describeTarget(fitted: FittedTarget) {
  if (fitted.task === 'generation') return null;
  const { name: column } = fitted;
  if (fitted.task === 'classification') {
    const params = { column, classes: fitted.classes.length };
    return { step: 'target', code: 'preprocess.target-coded', params } as const;
  }
  if (!fitted.scale) return null;
  const params = { column, shift: fitted.scale.shift, spread: 1 / fitted.scale.factor };
  return { step: 'target', code: 'preprocess.target-scaled', params } as const;
}

/** Reads the target as numbers; a date target counts in ms. */
function readNumbers(column: Column, rows: number) {
  const read = toNumbers(column, rows, column.kind === 'date' ? 'date' : 'number');
  const [value] = read.unparsable?.values() ?? [];
  if (value !== undefined && read !== column) {
    throw new AppError('preprocess.target-not-number', { column: column.name, value });
  }
  return read;
}
