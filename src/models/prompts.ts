import type { Features } from '../contract/model/features.ts';
import { fillTemplate } from '../contract/request/template.ts';

/** Rows whose texts are read at once. */
const blockRows = 1000;

/** Writes each row's prompt: the template filled, or the cell itself, or a line for each of several columns. */
export function fillPrompts(template: string, { texts, rows }: Features): string[] {
  const names = texts?.names ?? [];
  const positions = new Map(names.map((name, at) => [name, at]));
  const prompts: string[] = [];
  for (let from = 0; from < rows; from += blockRows) {
    const to = Math.min(rows, from + blockRows);
    const cells = texts?.cells(from, to) ?? [];
    for (let row = 0; row < to - from; row++) prompts.push(fillPrompt(cells.map((column) => column[row])));
  }
  return prompts;

  function fillPrompt(cells: readonly string[]): string {
    if (template.trim() !== '') {
      return fillTemplate(template, (name) => {
        const at = positions.get(name);
        return at === undefined ? undefined : cells[at];
      });
    }
    return cells.length === 1 ? cells[0] : names.map((name, at) => `${name}: ${cells[at]}`).join('\n');
  }
}
