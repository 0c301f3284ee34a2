import type { Message } from '../../message.ts';

/** Says what is wrong with a call or with the options of an adapter. */
export const request = {
  'request.not-a-plan': {
    message: 'This is no plan file.',
    hint: 'A plan file ends in .plan.json and is saved beside the results of a run.',
  },
  'request.unknown-key': { message: '“{key}” is not a known key of {place}.', hint: 'Known: {known}.' },
  'request.bad-value': { message: '{key} is {value}, which does not fit: {problem}.', hint: 'Give {expected}.' },
  'request.unknown-model': { message: 'There is no model type “{modelType}”.', hint: 'Known: {known}.' },
  'request.no-files': { message: 'No dataset was given.', hint: 'Give at least one file in datasetFiles.' },
} as const satisfies Record<`request.${string}`, Message>;
