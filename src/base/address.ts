/** Reads an http or https address, a relative one against `base`; null = it is not one. Blanks at its ends are ignored. */
export function readAddress(text: string, base?: string): URL | null {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed, base) ? new URL(trimmed, base) : null;
  return url && /^https?:$/.test(url.protocol) ? url : null;
}

/**
 * Writes an address as it may be shown and stored: without user name, password, query and fragment, any of which may be a secret. Works on text
 * that is not a valid address too; of schemes other than http and https the name alone is left.
 */
export function maskAddress(text: string): string {
  const trimmed = text.trim();
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(trimmed)?.[1];
  if (scheme !== undefined && !/^https?$/i.test(scheme)) return `${scheme}:…`;
  return trimmed.replace(/[?#].*$/s, '').replace(/^([^/]*\/\/)[^/]*@/, '$1');
}

/** Gives the last part of an address as the name of a file; the host where the path is empty. */
export function urlFileName(url: URL): string {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? url.host;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
