/** What stands in the place of a key. */
const mask = '•••';
/** A shorter key is more likely a placeholder of a local server, which may well occur in an answer. */
const shortestInText = 8;

/** Takes a key out of what a server says. */
export interface Redactor {
  /** For messages of errors: the key in any spelling, and whatever else looks like a key. */
  message(text: string): string;
  /** For whole answers. */
  text(text: string): string;
  /** For an answer that comes in pieces: gives what may be shown by now; what may be the beginning of the key waits. `flush` gives the rest. */
  stream(): { push(part: string): string; flush(): string };
}

/** Makes a redactor; an empty key takes out nothing but what looks like one. */
export function makeRedactor(key: string): Redactor {
  const spellings = [...new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])].filter(
    (each) => each !== '',
  );
  const hide = (text: string) => spellings.reduce((hidden, each) => hidden.replaceAll(each, mask), text);
  const inText = key.length >= shortestInText ? hide : (text: string) => text;
  return {
    message: (text) =>
      hide(text)
        .replace(/\b(sk|pk|key|gsk|xai|pplx|hf)([-_])[\w*.-]{6,}/gi, `$1$2${mask}`)
        .replace(/\b(bearer)\s+[\w*.~+/=-]{6,}/gi, `$1 ${mask}`),
    text: inText,
    stream() {
      let held = '';
      return {
        push(part) {
          held = inText(held + part);
          const waits = key.length >= shortestInText ? overlap(held, spellings) : 0;
          const ready = held.slice(0, held.length - waits);
          held = held.slice(held.length - waits);
          return ready;
        },
        flush() {
          const rest = held;
          held = '';
          return rest;
        },
      };
    },
  };
}

/** Gives how many characters at the end of a text may be the beginning of one of the keys. */
function overlap(text: string, keys: readonly string[]): number {
  let max = 0;
  for (const key of keys) {
    for (let length = Math.min(key.length - 1, text.length); length > max; length--) {
      if (text.endsWith(key.slice(0, length))) max = length;
    }
  }
  return max;
}
