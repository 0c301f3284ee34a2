/** Adds to a system prompt that the answer is one of some labels. */
export function offerLabels(system: string, labels: readonly string[]): string {
  const task = [
    'Classify the text. Answer with exactly one of these labels, as it is written here, and with nothing else:',
    ...labels.map((label) => `- ${label}`),
  ].join('\n');
  return system === '' ? task : `${system}\n\n${task}`;
}

/**
 * Finds which label an answer is: the answer itself, white space, quotes, case and a word such as “Label:” aside, or the only label that occurs
 * in a short answer. -1 = none, or more than one. What a model thought aloud before (`<think>`) is passed over.
 */
export function labelIn(answer: string, labels: readonly string[]): number {
  const answerText = answer.replace(/<think>[\s\S]*?(<\/think>|$)/gi, '').trim();
  const plain = labels.map(toPlain);
  const whole = plain.indexOf(toPlain(answerText));
  if (whole >= 0) return whole;
  const behind = plain.indexOf(toPlain(answerText.replace(/^[\p{L}\s]{1,20}[:：]\s*/u, '')));
  if (behind >= 0) return behind;
  if (answerText.length > maxWords * 8) return -1;
  const found = occurring(toPlain(answerText), plain);
  return found.length === 1 &&
    !/(^|[^\p{L}])(not|no|neither|nor)([^\p{L}]|$)|不|非|没/iu.test(without(toPlain(answerText), plain[found[0]]))
    ? found[0]
    : -1;
}

/** A longer answer is no label, whatever words are in it. */
const maxWords = 15;

function toPlain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\s"'“”‘’「『`*_#.\-:!([{<]+|[\s"'“”‘’」』`*_.,;:!)\]}>。！，]+$/gu, '')
    .replace(/\s+/g, ' ');
}

/** Lists the labels that stand in a text as whole words, the longest first, each place counted for one label alone. */
function occurring(text: string, labels: readonly string[]): number[] {
  let rest = text;
  const byLength = labels.map((_, code) => code).sort((a, b) => labels[b].length - labels[a].length);
  return byLength.filter((code) => {
    const cut = without(rest, labels[code]);
    const isThere = cut !== rest;
    rest = cut;
    return isThere;
  });
}

function without(text: string, label: string): string {
  if (label === '') return text;
  const word = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isCjk = /[\u2e80-\u9fff\uac00-\ud7af]/.test(label);
  return text.replace(new RegExp(isCjk ? word : `(?<![\\p{L}\\p{N}_-])${word}(?![\\p{L}\\p{N}_-])`, 'gu'), '\u0000');
}
