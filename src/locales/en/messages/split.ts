import type { Message } from '../../message.ts';

/** Says what happened while rows were split into training and test rows. */
export const split = {
  'split.too-few': {
    message: 'Only {rows row|rows} would be left to learn from.',
    hint: 'At least 2 are needed: add rows or make the test share smaller.',
  },
  'split.done': { message: 'Learn from {train row|rows}, test on {test}; seed {seed}.' },
} as const satisfies Record<`split.${string}`, Message>;
