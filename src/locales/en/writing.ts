import type { Writing } from '../writing.ts';

/** How English writes. */
export const writing: Writing = {
  lang: 'en',
  tag: 'en',
  units: { ms: 'ms', s: 's', min: 'min', h: 'h' },
  comma: ', ',
  semicolon: '; ',
  gap: ' ',
};
