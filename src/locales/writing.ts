/** The code of a language: the name of its folder, such as `en`. */
export type Lang = string;

/** How a language writes numbers, lists and sentences. */
export interface Writing {
  lang: Lang;
  /** BCP 47 tag, for `Intl` and for the `lang` of the page. */
  tag: string;
  units: { ms: string; s: string; min: string; h: string };
  /** Between the items of an enumeration without "and". */
  comma: string;
  /** Between phrases that stand side by side. */
  semicolon: string;
  /** Between two sentences. */
  gap: string;
}
