import type { Message } from '../../message.ts';

/** Says which rows were dropped and why. */
export const clean = {
  'clean.no-rows': {
    message: 'No row is left: all {rows row|rows} were dropped, {count} of them because of “{column}” ({reason}).',
    hint: 'Loosen the rules of “{column}”, fill its missing cells, or take it out of the factors.',
  },
  'clean.done': { message: 'Kept {kept row|rows}, dropped {dropped}.' },
  'clean.no-target': { message: 'The target is missing.' },
  'clean.missing': { message: 'The cell is missing.' },
  'clean.unparsable': { message: 'The cell is not of the column’s kind.' },
  'clean.below-min': { message: 'The value is below the minimum.' },
  'clean.above-max': { message: 'The value is above the maximum.' },
  'clean.not-allowed': { message: 'The value is not one of those allowed.' },
  'clean.dropped-no-target': {
    message: '{count row was|rows were} dropped because the target “{column}” is missing there.',
  },
  'clean.dropped-missing': {
    message: '{count row was|rows were} dropped because “{column}” is missing there.',
    hint: 'Fill its missing cells to keep these rows.',
  },
  'clean.dropped-unparsable': {
    message: '{count row was|rows were} dropped because “{column}” cannot be read there: {examples}.',
    hint: 'Correct these cells in the file, or name them as words that mean missing.',
  },
  'clean.dropped-below-min': {
    message: '{count row was|rows were} dropped because “{column}” is below its minimum {limit}.',
  },
  'clean.dropped-above-max': {
    message: '{count row was|rows were} dropped because “{column}” is above its maximum {limit}.',
  },
  'clean.dropped-not-allowed': {
    message: '{count row was|rows were} dropped because “{column}” is none of {allowed}.',
  },
  'clean.no-ledger': {
    message: 'The list of dropped rows of this run is gone.',
    hint: 'It is kept for the last runs of an open page. Train again to see it.',
  },
} as const satisfies Record<`clean.${string}`, Message>;
