import { format } from '../format.ts';

/** What is wrong with the value of an option, as the end of a sentence. */
export const options = {
  missing: 'must be filled in',
  must: (needed: string) => `must be ${needed}`,
  needed: {
    number: 'a number',
    integer: 'a whole number',
    integers: 'a list of whole numbers, each',
    boolean: 'on or off',
    choice: 'one of the choices',
    text: 'text',
    files: 'files',
  },
  limited: (noun: string, { min, max, above }: { min?: number; max?: number; above?: number }) => {
    const { short } = format;
    if (min !== undefined && max !== undefined) return `${noun} from ${short(min)} to ${short(max)}`;
    const from = above !== undefined ? ` above ${short(above)}` : min !== undefined ? `, ${short(min)} or more` : '';
    const to = max === undefined ? '' : `${from ? ' and' : ','} at most ${short(max)}`;
    return `${noun}${from}${to}`;
  },
};
