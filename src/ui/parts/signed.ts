import type { Format } from '../i18n/format.ts';
import { amount } from './amount.ts';

/** Writes what is added or taken away, always with its sign. */
export function signed(value: number, format: Format, digits = 3): string {
  return value > 0 ? `+${amount(value, format, digits)}` : amount(value, format, digits);
}
