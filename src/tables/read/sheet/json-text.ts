/** Texts and numbers as wholes, so that nothing within them is changed, and what Python writes for numbers that are none. */
const parts = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?\b(?:NaN|Infinity)\b/g;

/**
 * Parses JSON as programs write it: whole numbers that a float64 cannot hold become texts, so that ids keep their digits, and NaN and
 * Infinity are null.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (!/\d{16}|NaN|Infinity/.test(text)) return JSON.parse(text);
  const repaired = text.replace(parts, (part) => {
    if (part.startsWith('"')) return part;
    if (/[NI]/.test(part)) return 'null';
    return /^-?\d+$/.test(part) && !Number.isSafeInteger(Number(part)) ? `"${part}"` : part;
  });
  return JSON.parse(repaired);
}
