/** What a printed page has no use for. */
const live = 'button, input, select, textarea, label.btn, [role="alert"], [data-live]';

/**
 * Writes what stands in an element as one page that opens anywhere and prints well: its styles inside, its tables unfolded, nothing to press, no script.
 * It is in the language of the page.
 */
export function toReport(shown: HTMLElement, title: string): Blob {
  const copy = shown.cloneNode(true) as HTMLElement;
  copy.querySelectorAll(live).forEach((element) => element.remove());
  const styles = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
    .join('\n');
  const head = document.createElement('title');
  head.textContent = title;
  const name = document.createElement('h1');
  name.textContent = title;
  return new Blob(
    [
      `<!doctype html>\n<html lang="${document.documentElement.lang}" data-theme="light">\n<head>\n<meta charset="utf-8">\n`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
      '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:">\n',
      `${head.outerHTML}\n<style>\n${styles.replaceAll('</style', '<\\/style')}\n${page}</style>\n</head>\n<body>\n<main>`,
      `${name.outerHTML}\n${copy.innerHTML}</main>\n</body>\n</html>\n`,
    ],
    { type: 'text/html' },
  );
}

const page = `
body { display: block; }
main { max-width: 960px; margin: 0 auto; padding: 24px; }
h1 { font-size: 1.375rem; }
@media print { main { padding: 0; } figure, table, .fig { break-inside: avoid; } }
`;
