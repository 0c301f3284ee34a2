/** Latin letters per token; the estimate is off by about a quarter. */
const lettersToken = 4;
/** Roles and separators of a message. */
const messageTokens = 4;

/** Guesses how many tokens a text is: one for four letters of an alphabet, one for each Chinese, Japanese or Korean sign. Off by a quarter or so. */
export function guessTokens(text: string): number {
  const wide = text.match(/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/gu)?.length ?? 0;
  return Math.ceil((text.length - wide) / lettersToken) + wide;
}

/** Guesses how many tokens a server reads for some prompts. */
export function guessRead(system: string, prompts: readonly string[]): number {
  const each = messageTokens + (system === '' ? 0 : guessTokens(system) + messageTokens);
  return prompts.reduce((sum, prompt) => sum + guessTokens(prompt) + each, 0);
}
