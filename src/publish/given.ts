import type { Destination } from '../contract/request/publish-request.ts';

/**
 * Reads what a person pasted: one presigned URL; all URLs of a multipart upload, one a line; or the JSON of a presigned POST
 * (`{ "url", "fields" }`), as signers print it. Whatever else it is stays one URL, to be told what is wrong with it.
 */
export function readGiven(text: string): Pick<Destination, 'url' | 'fields'> {
  const trimmed = text.trim();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return readJson(trimmed) ?? { url: trimmed };
  const urls = trimmed.split(/\s+/).map((each) => each.replace(/^["'<]+|["'>,;]+$/g, ''));
  return { url: urls.length > 1 ? urls : (urls[0] ?? '') };
}

/** Takes JSON, and the dictionaries of strings that Python prints. */
function readJson(text: string): Pick<Destination, 'url' | 'fields'> | null {
  for (const each of [text, text.replaceAll(`'`, `"`)]) {
    try {
      const given: unknown = JSON.parse(each);
      if (Array.isArray(given) && given.every((url) => typeof url === 'string')) return { url: given };
      const { url, fields } = given as { url?: unknown; fields?: unknown };
      if (typeof url !== 'string') return null;
      if (typeof fields !== 'object' || fields === null) return { url };
      return { url, fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])) };
    } catch {
      // The next way to write it.
    }
  }
  return null;
}
