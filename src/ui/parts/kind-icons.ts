import type { Kind } from '../../contract/data/kinds.ts';
import type { IconName } from './icons.ts';

/** The icon of each kind of column. */
export const kindIcons: Record<Kind, IconName> = {
  number: 'number',
  category: 'tag',
  boolean: 'check',
  date: 'clock',
  text: 'text',
  empty: 'offline',
};
