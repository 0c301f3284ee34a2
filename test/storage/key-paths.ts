/**
 * Lists the keys of a value, one path a line with the type of what stands there, in the order in which they are first met. Items of an array are
 * one path (`factors[].name: string`), so that two tables of the same columns have the same keys.
 */
export function keyPaths(value: unknown): string[] {
  const lines = new Set<string>();
  visit(value, '', lines);
  return [...lines];
}

function visit(value: unknown, path: string, lines: Set<string>): void {
  if (value === undefined) return;
  if (Array.isArray(value)) {
    if (value.length === 0) lines.add(`${path}[]`);
    for (const item of value as unknown[]) visit(item, `${path}[]`, lines);
  } else if (isPlain(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) lines.add(`${path}{}`);
    for (const [key, item] of entries) visit(item, path === '' ? key : `${path}.${key}`, lines);
  } else lines.add(`${path}: ${typeName(value)}`);
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? value.constructor.name : typeof value;
}
