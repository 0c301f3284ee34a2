import type { Message } from '../../message.ts';

/** Says what happened while rows were predicted. */
export const predict = {
  'predict.missing-column': { message: 'The rows have no column “{column}”.', hint: 'The model needs: {columns}.' },
  'predict.done': { message: 'Predicted {rows row|rows}.' },
  'predict.incomplete': {
    message: '{column} is missing in {rows row|rows}: no prediction for them.',
    hint: 'Fill in the cells, or train again with a rule that fills missing cells of {column}.',
  },
  'predict.not-numbers': {
    message: '{cells cell|cells} of {column} cannot be read as numbers: {values}. They count as missing.',
    hint: 'The model learned {column} as a number: write it with digits and a decimal point.',
  },
  'predict.not-dates': {
    message: '{cells cell|cells} of {column} cannot be read as dates: {values}. They count as missing.',
    hint: 'The model learned {column} as a date: write it like 2026-03-05.',
  },
  'predict.unmeasured': {
    message: '{rows row|rows} are left out of the metrics: “{column}” or the answer is missing there.',
  },
  'predict.no-rows': { message: 'There is no row to predict.', hint: 'Give at least one row.' },
} as const satisfies Record<`predict.${string}`, Message>;
