import type { Run } from '../../base/run.ts';
import { takeOrigin } from '../origin.ts';
import { inChunks } from '../chunks.ts';
import type { Column, Table } from '../table.ts';

/** Makes a table of some rows; `rows` rises. Levels stay as they are, even those that no row has any more. */
export async function takeRows(table: Table, rows: Int32Array, run: Run): Promise<Table> {
  const columns: Column[] = [];
  for (const column of table.columns) {
    columns.push(await takeCells(column, rows, run));
  }
  return { columns, rows: rows.length, origin: takeOrigin(table.origin, rows) };
}

async function takeCells(column: Column, rows: Int32Array, run: Run): Promise<Column> {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const values = new Float64Array(rows.length);
      await inChunks(rows.length, run, (from, to) => {
        for (let i = from; i < to; i++) values[i] = column.values[rows[i]];
      });
      if (!column.unparsable?.size) return { ...column, values };
      return { ...column, values, unparsable: takeUnparsable(column.unparsable, rows) };
    }
    case 'category':
    case 'boolean': {
      const codes = new Int32Array(rows.length);
      await inChunks(rows.length, run, (from, to) => {
        for (let i = from; i < to; i++) codes[i] = column.codes[rows[i]];
      });
      return { ...column, codes };
    }
    case 'text': {
      const values = new Array<string | null>(rows.length);
      await inChunks(rows.length, run, (from, to) => {
        for (let i = from; i < to; i++) values[i] = column.values[rows[i]];
      });
      return { ...column, values };
    }
    case 'empty':
      return column;
  }
}

function takeUnparsable(unparsable: ReadonlyMap<number, string>, rows: Int32Array): Map<number, string> {
  const taken = new Map<number, string>();
  for (let i = 0; i < rows.length; i++) {
    const text = unparsable.get(rows[i]);
    if (text !== undefined) taken.set(i, text);
  }
  return taken;
}
