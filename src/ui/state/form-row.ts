import type { FactorMapping } from '../../contract/model/bundle.ts';

/** What stands in the fields of the form, by factor; '' = missing. */
export type Typed = Record<string, string>;

/** Fills the form with the middle of the training rows: medians, and the most frequent levels. */
export function middleRow(factors: readonly FactorMapping[]): Typed {
  return Object.fromEntries(factors.map((factor) => [factor.name, typicalCell(factor)]));
}

function typicalCell({ kind, range, levels }: FactorMapping): string {
  if (levels) return levels[0] ?? '';
  if (!range) return '';
  return kind === 'date' ? isoDay(range.median) : String(Number(range.median.toPrecision(6)));
}

/** Writes milliseconds since the epoch as `2026-03-05`, for a date field. */
export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Reads what was typed into a number field: a dot or a comma parts the decimals. NaN = not a number; null = missing. */
export function typedNumber(text: string): number | null {
  const trimmed = text.trim().replace('\u2212', '-');
  if (trimmed === '') return null;
  return Number(/^[-+]?\d+,\d+$/.test(trimmed) ? trimmed.replace(',', '.') : trimmed);
}

/** Says what is wrong or unusual about a field: not a number, or beyond the training rows. */
export function checkInput(factor: FactorMapping, text: string): 'not-a-number' | 'outside' | null {
  if (factor.kind === 'number') {
    const value = typedNumber(text);
    if (value === null) return null;
    if (!Number.isFinite(value)) return 'not-a-number';
    return factor.range && (value < factor.range.min || value > factor.range.max) ? 'outside' : null;
  }
  if (factor.kind === 'date' && text !== '' && factor.range) {
    const at = Date.parse(text);
    return at < factor.range.min || at > factor.range.max ? 'outside' : null;
  }
  return null;
}

/** Makes the row that is predicted: numbers as numbers, the rest as text, missing cells null. */
export function toRow(factors: readonly FactorMapping[], typed: Typed): Record<string, number | string | null> {
  return Object.fromEntries(
    factors.map(({ name, kind }) => {
      const text = Object.hasOwn(typed, name) ? (typed[name] ?? '') : '';
      return [name, kind === 'number' ? typedNumber(text) : text === '' ? null : text];
    }),
  );
}
