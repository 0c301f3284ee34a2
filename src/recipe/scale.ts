import * as v from 'valibot';
import type { Scaling } from '../contract/request/field.ts';
import { deviation, hasMissing, mean, quantile } from './moments.ts';

/** What was learned: scaled = (raw - shift) * factor. The factor of a column without spread is 1. */
export const FittedScale = v.strictObject({
  method: v.picklist(['minmax', 'standard', 'robust']),
  shift: v.number(),
  factor: v.pipe(
    v.number(),
    v.check((factor) => Number.isFinite(factor) && factor !== 0, 'a factor is finite and not 0'),
  ),
});
/** The learned scale of a number: scaled = (value - shift) * factor. */
export type FittedScale = v.InferOutput<typeof FittedScale>;

/** Learns a scale from the values of the training rows, as scikit-learn's scalers of the same names do. Missing cells are passed over. */
export function fitScale(method: Scaling, values: Float64Array): FittedScale {
  const present = hasMissing(values) ? values.filter((value) => !Number.isNaN(value)) : values;
  if (present.length === 0) return { method, shift: 0, factor: 1 };
  const { shift, deviation } = measures[method](present);
  const factor = 1 / deviation;
  return { method, shift, factor: Number.isFinite(factor) && factor !== 0 ? factor : 1 };
}

/** Scales one value. */
export function applyScale({ shift, factor }: FittedScale, raw: number): number {
  return (raw - shift) * factor;
}

/** Inverts the scale: scaled / multiplier + shift. */
export function invertScale({ shift, factor }: FittedScale, scaled: number): number {
  return scaled / factor + shift;
}

/** Says what was learned, for the report. */
export function describeScale(column: string, { method, shift, factor }: FittedScale) {
  return { step: 'scale', code: 'preprocess.scaled', params: { column, method, shift, spread: 1 / factor } } as const;
}

type Measure = (values: Float64Array) => { shift: number; deviation: number };

const measures: Record<Scaling, Measure> = {
  minmax(values) {
    const { min, max } = ends(values);
    return { shift: min, deviation: max - min };
  },
  standard(values) {
    const { min, max } = ends(values);
    // A constant column must come out as exact zeros, so its mean is not left to rounding.
    if (min === max) return { shift: min, deviation: 0 };
    const centre = mean(values);
    return { shift: centre, deviation: deviation(values, centre) };
  },
  robust(values) {
    const sorted = values.slice().sort();
    return { shift: quantile(sorted, 0.5), deviation: quantile(sorted, 0.75) - quantile(sorted, 0.25) };
  },
};

function ends(values: Float64Array): { min: number; max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < min) min = values[i];
    if (values[i] > max) max = values[i];
  }
  return { min, max };
}
