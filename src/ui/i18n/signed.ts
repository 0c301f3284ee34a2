import type { Format } from '../../locales/format.ts';
import { amount } from './amount.ts';

/** Writes what is added or taken away, always with its sign. */
export function signed(value: number, format: Format, digits = 3): string {
  return value > 0 ? `+${amount(value, format, digits)}` : amount(value, format, digits);
}

/** Gives 0 for a value that is negligible beside the largest: a rounding error, or too small to see. */
export function beside(value: number, largest: number): number {
  return Math.abs(value) < 1e-6 * largest ? 0 : value;
}
