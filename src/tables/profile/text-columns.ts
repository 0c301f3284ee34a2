import { nameKey } from '../names.ts';
import type { Table } from '../table.ts';

/** Names that a column of texts to read has, whatever its cells are taken for. */
const textNames = ['text', 'prompt', '文本', '提示词'];
/** Cells of a column that are looked at to tell how long its texts are. */
const maxCells = 10_000;

/** Lists the columns that an adapter of texts may take, the likeliest first: one named `text` or `prompt`, then columns of text, the longest first. */
export function textColumns({ columns }: Table): string[] {
  const named = textNames.flatMap((name) => columns.filter((column) => nameKey(column.name) === name));
  const lengths = columns.flatMap((column) =>
    column.kind === 'text' ? [{ name: column.name, length: meanLength(column.values) }] : [],
  );
  const texts = lengths.sort((a, b) => b.length - a.length).map(({ name }) => name);
  return [...new Set([...named.filter(({ kind }) => kind !== 'empty').map(({ name }) => name), ...texts])];
}

function meanLength(values: readonly (string | null)[]): number {
  let [total, cells] = [0, 0];
  const step = Math.ceil(values.length / maxCells);
  for (let row = 0; row < values.length; row += step) {
    const text = values[row];
    if (text === null) continue;
    total += text.length;
    cells++;
  }
  return cells > 0 ? total / cells : 0;
}
