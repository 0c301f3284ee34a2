const placeholder = /\{\{|\}\}|\{([^{}"':\n]+)\}/g;

/** Names the columns whose cells a template takes: `{column}`, each once, in their order. A brace written twice stands for itself. */
export function templateColumns(template: string): string[] {
  const names = [...template.matchAll(placeholder)].flatMap((match) =>
    match[1] === undefined ? [] : [match[1].trim()],
  );
  return [...new Set(names)];
}

/** Fills a template with cells; what is in braces and names no column (JSON, code) stays as it is. */
export function fillTemplate(template: string, findCell: (column: string) => string | undefined): string {
  return template.replace(placeholder, (whole, name: string | undefined) => {
    if (whole === '{{') return '{';
    if (whole === '}}') return '}';
    return findCell((name ?? '').trim()) ?? whole;
  });
}
