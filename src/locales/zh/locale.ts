import type { Locale } from '../locale.ts';
import { adapters } from './adapters.ts';
import { format } from './format.ts';
import { messages } from './messages.ts';
import { page } from './page.ts';
import { writing } from './writing.ts';

/** Chinese. */
export const locale: Locale = { writing, format, messages, page, adapters };
