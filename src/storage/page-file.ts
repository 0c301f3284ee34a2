import { toText } from '../base/zip.ts';

const before = '<script type="application/zip" id="intab-model">';

/**
 * Writes a page that holds a model and predicts by itself: nothing in it comes from elsewhere, and its policy lets it reach nothing.
 * `code`: the script of src/predictor; `bundle`: the bytes of a bundle file.
 */
export function toPageFile(bundle: Uint8Array, code: string, title: string): Blob {
  const policy =
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:";
  const plain = title.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return new Blob(
    [
      '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
      `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
      `<title>${plain}</title>\n`,
      `${before}${toBase64(bundle)}</script>\n</head>\n<body>\n<script>`,
      // Neither an end of the script nor a comment may begin inside it.
      code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--'),
      '</script>\n</body>\n</html>\n',
    ],
    { type: 'text/html' },
  );
}

/** Takes the bundle file out of such a page; null when the bytes are no such page. */
export function fromPageFile(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!/^\s*<(!doctype )?html/i.test(toText(bytes.subarray(0, 100)))) return null;
  const text = toText(bytes);
  const from = text.indexOf(before) + before.length;
  if (from < before.length) return null;
  try {
    return Uint8Array.from(atob(text.slice(from, text.indexOf('</script>', from))), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
