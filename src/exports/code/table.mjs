/** The rows of a CSV file as objects, cells as they stand; whatever stands most often in its first line divides cells. */
export function readTable(text) {
  const [first] = text.split('\n', 1);
  const delimiters = [',', ';', '\t', '|'];
  const delimiter = delimiters.reduce((best, each) =>
    first.split(each).length > first.split(best).length ? each : best,
  );
  const lines = [[]];
  let cell = '';
  let quoted = false;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (letter === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (letter === delimiter || letter === '\n') {
      lines.at(-1).push(cell);
      cell = '';
      if (letter === '\n') lines.push([]);
    } else if (letter !== '\r' || text[at + 1] !== '\n') cell += letter;
  }
  lines.at(-1).push(cell);
  const [header, ...body] = lines.filter((cells) => cells.some((each) => each.trim() !== ''));
  return body.map((cells) => Object.fromEntries(header.map((name, k) => [name.trim(), cells[k] ?? ''])));
}

/** Writes rows as CSV. */
export function writeTable(rows) {
  const quote = (cell) => {
    const text = `${cell ?? ''}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [Object.keys(rows[0] ?? {}), ...rows.map(Object.values)].map((cells) => cells.map(quote).join()).join('\n');
}
