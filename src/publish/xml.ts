const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', '#34': '"', '#39': "'" };

/** Gives the text of the first element of a name in an answer of S3, or null. Nothing else of the answer is looked at. */
export function findElement(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}>([^<]{0,2000})</${name}>`).exec(xml)?.[1];
  return found === undefined ? null : found.replace(/&([a-z]+|#\d+);/g, (whole, key: string) => entities[key] ?? whole);
}

/** Writes text as the content of an XML element. */
export function toXml(text: string): string {
  return text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char);
}
