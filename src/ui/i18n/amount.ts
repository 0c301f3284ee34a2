import type { Format } from '../../locales/format.ts';

/** Writes a measured amount with a few significant digits; a whole number from a thousand on is grouped (years are not amounts). */
export function amount(value: number, format: Format, digits = 3): string {
  const size = Math.abs(value);
  return size >= 999.5 && size < 1e12 ? format.whole(value) : format.short(value, digits);
}
