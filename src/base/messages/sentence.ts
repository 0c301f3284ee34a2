/** A language the product speaks. */
export type Lang = 'en' | 'zh';

/** Something that is said inside of a sentence, by its code, so that it is said in the same language. */
export interface Said {
  code: string;
  params: { readonly [name: string]: ParamValue };
}

/** A value named in a sentence; numbers are written in the person's language, so counts stay numbers. Several things said stand side by side. */
export type ParamValue = string | number | boolean | Said | readonly Said[];

/** What happened, with the value, and what to do next. */
export interface Words {
  message: string;
  hint?: string;
}

/**
 * One thing the product says, in every language. `{name}` stands for a value, `{count row|rows}` for a number with the word
 * that goes with it (Chinese texts need only `{count}`). The placeholders of the English text are what a caller must give.
 */
export type Sentence = Record<Lang, Words>;
