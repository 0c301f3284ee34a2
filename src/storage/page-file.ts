import { fromBase64, toBase64 } from '../base/base64.ts';
import { toBytes, toText } from '../base/zip.ts';

const before = '<script type="application/zip" id="intab-model">';
/** Unpacks the page's own script and runs it; on the page as text, for it is to run there. */
const loader = `(async () => {
  try {
    const packed = Uint8Array.from(atob(document.getElementById('intab-code').textContent), (letter) => letter.charCodeAt(0));
    const script = document.createElement('script');
    script.textContent = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
    document.body.append(script);
  } catch (error) {
    document.body.textContent = 'This page needs a browser of 2023 or later. 此页面需要 2023 年或更新的浏览器。 ' + error;
  }
})();`;

/**
 * Writes a page that holds a model and predicts by itself: nothing in it comes from elsewhere, and its policy lets it reach nothing.
 * `code`: the script of src/predictor, packed here to half its size; `bundle`: the bytes of a bundle file.
 */
export async function toPageFile(bundle: Uint8Array, code: string, title: string): Promise<Blob> {
  const policy =
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:";
  const plain = title.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return new Blob(
    [
      '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
      `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
      `<title>${plain}</title>\n`,
      `${before}${toBase64(bundle)}</script>\n`,
      `<script type="application/gzip" id="intab-code">${toBase64(await gzip(toBytes(code)))}</script>\n`,
      `</head>\n<body>\n<script>\n${loader}\n</script>\n</body>\n</html>\n`,
    ],
    { type: 'text/html' },
  );
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Takes the bundle file out of such a page; null when the bytes are no such page. */
export function fromPageFile(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!/^\s*<(!doctype )?html/i.test(toText(bytes.subarray(0, 100)))) return null;
  const text = toText(bytes);
  const from = text.indexOf(before) + before.length;
  if (from < before.length) return null;
  try {
    return fromBase64(text.slice(from, text.indexOf('</script>', from)));
  } catch {
    return null;
  }
}
