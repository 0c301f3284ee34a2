import { makeFormat } from '../format.ts';
import { writing } from './writing.ts';

/** Writes numbers, sizes and times in Chinese. */
export const format = makeFormat(writing);
