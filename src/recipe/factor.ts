import * as v from 'valibot';
import { AppError } from '../base/errors.ts';
import type { AdapterMeta } from '../contract/model/adapter.ts';
import type { Control } from '../contract/request/control.ts';
import type { MissingRule } from '../contract/data/reading.ts';
import type { FieldSpec } from '../contract/request/field.ts';
import { inLevelOrder } from '../tables/cells/level-order.ts';
import type { Column } from '../tables/table.ts';
import { pick, rowCount, toLevels, toNumbers, toTexts } from './convert.ts';
import { applyDate, describeDate } from './date.ts';
import { describeEncode, fitEncode, FittedEncode } from './encode.ts';
import { describeImpute, fitLevelImpute, fitNumberImpute, FittedImpute, type ImputeSpec } from './impute.ts';
import { hasMissing } from './moments.ts';
import { describeScale, fitScale, FittedScale } from './scale.ts';

const shared = { name: v.string(), from: v.array(v.string()), impute: v.nullable(FittedImpute) };

/** What was learned of one factor, step by step; a step that does not run is null. */
export const FactorRecipe = v.variant('as', [
  v.strictObject({
    ...shared,
    as: v.literal('number'),
    kind: v.picklist(['number', 'date']),
    scale: v.nullable(FittedScale),
    /** Whether missing cells may stay, as NaN. */
    keep: v.boolean(),
  }),
  v.strictObject({
    ...shared,
    as: v.literal('levels'),
    kind: v.picklist(['category', 'boolean', 'text']),
    encode: FittedEncode,
    keep: v.boolean(),
  }),
  v.strictObject({
    ...shared,
    as: v.literal('text'),
    kind: v.literal('text'),
    keep: v.boolean(),
  }),
]);
/** The learned preparation of one factor; `as` (a stored name) says what it becomes. */
export type FactorRecipe = v.InferOutput<typeof FactorRecipe>;

/** What a recipe must know of the adapter it is for. */
export type RecipeMeta = Pick<AdapterMeta, 'input' | 'scaling' | 'scalesTarget' | 'encoding' | 'takesMissing'>;

/**
 * Learns, from the training rows, how one column becomes features. `scratch`, a number a row, is overwritten.
 * @throws AppError `preprocess.off`, `preprocess.off-missing` without preprocess; `preprocess.all-missing`, `preprocess.no-keep`,
 * `preprocess.no-mean`, `preprocess.bad-constant`
 */
export function fitFactor(
  spec: FieldSpec,
  column: Column,
  train: Int32Array,
  meta: RecipeMeta,
  control: Control,
  scratch: Float64Array,
) {
  const rule = spec.missing ?? 'drop';
  const keep = rule === 'keep';
  if (meta.input === 'texts') return fitText(spec, column, train, rule, control);
  const kind = factorKind(spec, column);
  if (keep && !meta.takesMissing) throw new AppError('preprocess.no-keep', { column: spec.name });
  const fill = rule === 'drop' || rule === 'keep' ? null : rule;
  const named = { name: spec.name, from: [...(spec.from ?? [])] };

  if (!control.preprocess.run) return { ...named, ...fitPlain(spec.name, kind, column, train) };
  if (kind === 'number' || kind === 'date') {
    const learned = fitNumbers(spec.name, kind, column, train, fill, chooseScaling(spec, meta, control), scratch);
    return { ...named, as: 'number' as const, kind, keep, ...learned };
  }
  const learned = fitLevels(spec.name, column, train, fill, meta.encoding);
  return { ...named, as: 'levels' as const, kind, keep, ...learned };
}

/** Learns the steps of a number or date factor: date, impute, scale, in that order. */
function fitNumbers(
  name: string,
  kind: 'number' | 'date',
  column: Column,
  train: Int32Array,
  fill: ImputeSpec | null,
  scaling: AdapterMeta['scaling'] | null,
  scratch: Float64Array,
) {
  const { values } = toNumbers(column, rowCount(column, train), kind);
  const cells = pick(values, train, scratch);
  if (kind === 'date') for (let i = 0; i < cells.length; i++) cells[i] = applyDate(cells[i]);
  const present = hasMissing(cells) ? cells.filter((value) => !Number.isNaN(value)) : cells;
  const impute = fill && fitNumberImpute(name, inDays(fill, kind), present, cells.length - present.length);
  if (!impute && present.length === 0) throw new AppError('preprocess.all-missing', { column: name });
  if (!scaling) return { impute, scale: null };
  const filled =
    impute && present !== cells ? cells.map((value) => (Number.isNaN(value) ? Number(impute.fill) : value)) : present;
  return { impute, scale: fitScale(scaling, filled) };
}

/** Learns the steps of a category factor: impute, encode, in that order. */
function fitLevels(
  name: string,
  column: Column,
  train: Int32Array,
  fill: ImputeSpec | null,
  way: AdapterMeta['encoding'],
) {
  const { codes, levels } = toLevels(column, rowCount(column, train));
  const counts = new Int32Array(levels.length);
  let missing = 0;
  for (let i = 0; i < train.length; i++) {
    const code = codes[train[i]];
    if (code < 0) missing++;
    else counts[code]++;
  }
  const countByLevel = new Map(levels.map((level, code) => [level, counts[code]]));
  const used = inLevelOrder(levels.filter((_, code) => counts[code] > 0));
  const withCounts = used.map((level) => ({ level, count: countByLevel.get(level) ?? 0 }));
  const impute = fill && fitLevelImpute(name, fill, withCounts, missing);
  const filled = impute && impute.filled > 0 ? [String(impute.fill)] : [];
  const all = filled.length > 0 && !used.includes(filled[0]) ? inLevelOrder([...used, ...filled]) : used;
  if (all.length === 0) throw new AppError('preprocess.all-missing', { column: name });
  return { impute, encode: fitEncode(way, all) };
}

/** Takes a factor as text, whatever its cells are. Filling missing cells is the only step there is: with 'keep' they are empty texts. */
function fitText(spec: FieldSpec, column: Column, train: Int32Array, rule: MissingRule, control: Control) {
  const texts = toTexts(column, rowCount(column, train));
  const counts = new Map<string, number>();
  let missing = 0;
  for (let i = 0; i < train.length; i++) {
    const text = texts.values[train[i]];
    if (text === null) missing++;
    else counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const fill = rule === 'drop' || rule === 'keep' ? null : rule;
  if (counts.size === 0 && typeof fill !== 'object')
    throw new AppError('preprocess.all-missing', { column: spec.name });
  if (fill && missing > 0 && !control.preprocess.run) {
    throw new AppError('preprocess.off-missing', { column: spec.name, cells: missing });
  }
  const withCounts = Array.from(counts, ([level, count]) => ({ level, count }));
  const impute = fill && control.preprocess.run ? fitLevelImpute(spec.name, fill, withCounts, missing) : null;
  const named = { name: spec.name, from: [...(spec.from ?? [])] };
  return { ...named, as: 'text' as const, kind: 'text' as const, keep: rule === 'keep', impute };
}

/** Takes a number factor as it stands: what runs when preprocess is off. */
function fitPlain(name: string, kind: FactorRecipe['kind'], column: Column, train: Int32Array) {
  if (kind !== 'number') throw new AppError('preprocess.off', { column: name, kind });
  const { values } = toNumbers(column, rowCount(column, train), kind);
  const missing = pick(values, train).filter(Number.isNaN).length;
  if (missing > 0) throw new AppError('preprocess.off-missing', { column: name, cells: missing });
  return { as: 'number' as const, kind, impute: null, scale: null, keep: false };
}

function factorKind(spec: FieldSpec, column: Column): FactorRecipe['kind'] {
  const kind = spec.kind ?? column.kind;
  if (kind !== 'empty') return kind;
  const constant = typeof spec.missing === 'object' ? spec.missing.constant : undefined;
  if (constant === undefined) throw new AppError('preprocess.all-missing', { column: spec.name });
  return typeof constant === 'number' ? 'number' : 'category';
}

function chooseScaling(spec: FieldSpec, meta: RecipeMeta, control: Control): AdapterMeta['scaling'] | null {
  if (!control.normalize.run || spec.normalize === false) return null;
  return typeof spec.normalize === 'string' ? spec.normalize : meta.scaling;
}

/** Turns a constant given as an ISO date into days; a number is days already. */
function inDays(fill: ImputeSpec, kind: 'number' | 'date'): ImputeSpec {
  if (kind === 'number' || typeof fill !== 'object' || typeof fill.constant === 'number') return fill;
  const column: Column = { name: '', kind: 'text', values: [fill.constant] };
  const [ms] = toNumbers(column, 1, 'date').values;
  return Number.isNaN(ms) ? fill : { constant: applyDate(ms) };
}

/** Says what was learned of one factor, one line a step. */
export function describeFactor(factor: FactorRecipe) {
  return [
    factor.impute && describeImpute(factor.name, factor.impute),
    factor.kind === 'date' ? describeDate(factor.name) : null,
    factor.as === 'number' ? factor.scale && describeScale(factor.name, factor.scale) : null,
    factor.as === 'levels' ? describeEncode(factor.name, factor.encode) : null,
  ];
}
