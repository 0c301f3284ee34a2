import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { isCode, formatMessage, type Code, type Params } from '../../src/base/messages.ts';
import { loadLocale } from '../../src/locales/load.ts';

await Promise.all(['en', 'zh'].map(loadLocale));

/** The codes of version 0.1.0 with the parameters of their sentences: saved reports hold both. */
const codes = JSON.parse(readFileSync(resolve(import.meta.dirname, '../fixtures/stored/codes.json'), 'utf8')) as Record<
  string,
  string[]
>;

it.each(Object.entries(codes))(
  '%s has a sentence that is whole with the parameters it was saved with',
  (code, names) => {
    expect(isCode(code)).toBe(true);
    const params = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
    for (const lang of ['en', 'zh'] as const) {
      const { message, hint } = formatMessage(code as Code, params as Params<Code>, lang);
      expect(`${message} ${hint}`).not.toMatch(/[{}]/);
      if (lang === 'en') for (const name of names) expect(`${message} ${hint}`).toContain(`<${name}>`);
    }
  },
);
