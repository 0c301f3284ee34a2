/** Gives the attributes of every element of a name in a small document, in order. */
export function listElements(xml: string, name: string): ReadonlyMap<string, string>[] {
  const pattern = new RegExp(`<${name}(?=[\\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>`, 'g');
  return [...xml.matchAll(pattern)].map(([, attributes]) => readAttributes(attributes));
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const pairs = text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...pairs].map(([, name, double, single]) => [name, plainText(double ?? single)]));
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Turns entities, and the `_x000D_` of spreadsheets, into the characters they mean. */
export function plainText(xml: string): string {
  const text = xml.includes('&')
    ? xml.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return Object.hasOwn(entities, name) ? entities[name] : whole;
        return String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16));
      })
    : xml;
  return text.includes('_x')
    ? text.replace(/_x([\dA-F]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
}

/** Joins the `<t>` texts of a string item; phonetic readings beside Chinese and Japanese words are left out. */
export function itemText(xml: string): string {
  const shown = xml.includes('<rPh') ? xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '') : xml;
  let text = '';
  for (const [, part] of shown.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)) text += part;
  return plainText(text);
}
