/** A language the product speaks. */
export type Lang = 'en' | 'zh';

/** A value named in a sentence; numbers are written in the person's language, so counts stay numbers. */
export type ParamValue = string | number | boolean;

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
