import type { Locale } from '../locale.ts';
import { format } from './format.ts';
import { messages } from './messages.ts';
import { page } from './page.ts';
import { writing } from './writing.ts';

/** English. Its texts of the adapters stand in their `meta.ts`. */
export const locale: Locale = { writing, format, messages, page, adapters: {} };
