import { makeFormat } from '../format.ts';
import { writing } from './writing.ts';

/** Writes numbers, sizes and times in English. */
export const format = makeFormat(writing);
