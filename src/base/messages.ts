import { messages as english } from '../locales/en/messages.ts';
import { writing as englishWriting } from '../locales/en/writing.ts';
import { findLocale } from '../locales/locale.ts';
import type { Message } from '../locales/message.ts';
import type { Lang, Writing } from '../locales/writing.ts';
import type { ParamValue, Phrase } from './sentence.ts';

type English = typeof english;

/** A permanent code, `stage.problem`, of an error, a notice or a log line. Never renamed. */
export type Code = keyof English;

type Placeholders<Text extends string> = Text extends `${string}{${infer Inner}}${infer Rest}`
  ? (Inner extends `${infer Name} ${string}` ? Name : Inner) | Placeholders<Rest>
  : never;

type SentenceTexts<M extends Message> = M['message'] | (M extends { hint: infer Hint extends string } ? Hint : never);

/** Values that the message of a code needs: one for each `{placeholder}` of its English text. */
export type Params<C extends Code> = { [Name in Placeholders<SentenceTexts<English[C]>>]: ParamValue };

/** Is true when a string is a code of this version (a stored report may carry one of a newer version). */
export function isCode(code: string): code is Code {
  return Object.hasOwn(english, code);
}

/**
 * Writes what happened and what to do next in a language; `hint` is '' where there is nothing to do.
 * Numbers are written with the language's own grouping. English until the language is loaded.
 */
export function formatMessage<C extends Code>(
  code: C,
  params: Params<C>,
  lang: Lang,
): { message: string; hint: string } {
  const { writing, messages } = findLocale(lang) ?? { writing: englishWriting, messages: english };
  const { message, hint = '' }: Message = messages[code];
  const values = params as Record<string, ParamValue>;
  return { message: fill(message, values, writing), hint: fill(hint, values, writing) };
}

/** Makes a phrase: a message inside a message; the code's params are checked by type. */
export function phrase<C extends Code>(code: C, params: Params<C>): Phrase {
  return { code, params };
}

/** Joins phrases side by side. Codes of a newer version are left out. */
export function joinPhrases(phrases: readonly Phrase[], lang: Lang): string {
  return phrases
    .flatMap(({ code, params }) => (isCode(code) ? [formatMessage(code, params as Params<Code>, lang).message] : []))
    .join((findLocale(lang)?.writing ?? englishWriting).semicolon);
}

/** Fills `{name}` with a value and `{count row|rows}` with a value and the word that goes with it. */
function fill(text: string, params: Record<string, ParamValue>, writing: Writing): string {
  return text.replace(/\{(\w+)(?: ([^|{}]*)\|([^{}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return whole;
    const shown = write(value, writing);
    if (one === undefined || many === undefined) return shown;
    return `${shown} ${value === 1 ? one : many}`;
  });
}

function write(value: ParamValue, { lang, tag }: Writing): string {
  if (typeof value === 'number') return new Intl.NumberFormat(tag, { maximumSignificantDigits: 15 }).format(value);
  if (typeof value !== 'object') return String(value);
  return joinPhrases('code' in value ? [value] : value, lang);
}
