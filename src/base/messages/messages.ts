import { chat } from './chat.ts';
import { clean } from './clean.ts';
import { engine } from './engine.ts';
import { evaluate } from './evaluate.ts';
import { exported } from './export.ts';
import { fields } from './fields.ts';
import { merge } from './merge.ts';
import { model } from './model.ts';
import { predict } from './predict.ts';
import { preprocess } from './preprocess.ts';
import { privacy } from './privacy.ts';
import { publish } from './publish.ts';
import { read } from './read.ts';
import { request } from './request.ts';
import { run } from './run.ts';
import { split } from './split.ts';
import { train } from './train.ts';
import type { Lang, ParamValue, Said, Sentence } from './sentence.ts';

const sentences = {
  ...request,
  ...read,
  ...merge,
  ...fields,
  ...clean,
  ...split,
  ...preprocess,
  ...train,
  ...engine,
  ...chat,
  ...evaluate,
  ...model,
  ...predict,
  ...exported,
  ...publish,
  ...privacy,
  ...run,
} as const;

type Sentences = typeof sentences;

/** A permanent code, `stage.problem`, of an error, a notice or a log line. Never renamed. */
export type Code = keyof Sentences;

type Placeholders<Text extends string> = Text extends `${string}{${infer Inner}}${infer Rest}`
  ? (Inner extends `${infer Name} ${string}` ? Name : Inner) | Placeholders<Rest>
  : never;

type TextsOf<S> = S extends { en: { message: infer M; hint?: infer H } } ? Extract<M | H, string> : never;

/** What the sentences of a code have to be told: one value for each `{placeholder}` of its English text. */
export type Params<C extends Code> = { [Name in Placeholders<TextsOf<Sentences[C]>>]: ParamValue };

/** Is true when a string is a code of this version (a stored report may carry one of a newer version). */
export function isCode(code: string): code is Code {
  return Object.hasOwn(sentences, code);
}

/**
 * Writes what happened and what to do next in a language; `hint` is '' where there is nothing to do.
 * Numbers are written with the language's own grouping.
 */
export function sentenceOf<C extends Code>(code: C, params: Params<C>, lang: Lang): { message: string; hint: string } {
  const words: Sentence['en'] = sentences[code][lang];
  const values = params as Record<string, ParamValue>;
  return { message: fill(words.message, values, lang), hint: fill(words.hint ?? '', values, lang) };
}

/** Makes something that is said inside of a sentence; the code's params are checked by type. */
export function saying<C extends Code>(code: C, params: Params<C>): Said {
  return { code, params };
}

/** Says several things side by side. What a newer version said is left out. */
export function sayAll(said: readonly Said[], lang: Lang): string {
  return said
    .flatMap(({ code, params }) => (isCode(code) ? [sentenceOf(code, params as Params<Code>, lang).message] : []))
    .join(lang === 'zh' ? '；' : '; ');
}

/** Fills `{name}` with a value and `{count row|rows}` with a value and the word that goes with it. */
function fill(text: string, params: Record<string, ParamValue>, lang: Lang): string {
  return text.replace(/\{(\w+)(?: ([^|{}]*)\|([^{}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return whole;
    const shown = write(value, lang);
    if (one === undefined || many === undefined) return shown;
    return `${shown} ${value === 1 ? one : many}`;
  });
}

function write(value: ParamValue, lang: Lang): string {
  if (typeof value === 'number') return new Intl.NumberFormat(lang, { maximumSignificantDigits: 15 }).format(value);
  if (typeof value !== 'object') return String(value);
  return sayAll('code' in value ? [value] : value, lang);
}
