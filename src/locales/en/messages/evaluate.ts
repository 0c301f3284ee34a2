import type { Message } from '../../message.ts';

/** Says what was found on rows never seen. */
export const evaluate = {
  'evaluate.done': { message: '{metric} {value} on {rows row|rows}.' },
  'evaluate.written': { message: 'Wrote a text for {rows row|rows}; there is no target to compare with.' },
} as const satisfies Record<`evaluate.${string}`, Message>;
