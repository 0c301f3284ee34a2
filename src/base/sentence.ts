/** A message inside a message, by its code, so that both are in the same language. */
export interface Phrase {
  code: string;
  params: { readonly [name: string]: ParamValue };
}

/** A value named in a sentence; numbers are written in the person's language, so counts stay numbers. Several things said stand side by side. */
export type ParamValue = string | number | boolean | Phrase | readonly Phrase[];
