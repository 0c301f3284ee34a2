import * as calls from '../../client/calls.ts';
import type { RowPage } from '../../contract/data/data-view.ts';

/** Rows asked for at once. */
const pageRows = 100;
/** Pages kept; the oldest goes first. */
const maxKeptPages = 30;

/** One row of the grid, as the table worker gives it. */
export type GridRow = RowPage['rows'][number];

/** Keeps the rows of a table that were looked at, and asks for those that are wanted. */
export class RowCache {
  // A map that is replaced when a page comes: what is drawn depends on it.
  #pages: ReadonlyMap<number, readonly GridRow[]> = $state.raw(new Map());
  readonly #asked = new Set<number>();

  /** The row at an index, if it is here. */
  at(index: number): GridRow | undefined {
    return this.#pages.get(Math.floor(index / pageRows))?.[index % pageRows];
  }

  /** Asks for the pages that hold these rows (`to` exclusive), unless they are here or on their way. */
  want(from: number, to: number): void {
    for (let page = Math.floor(from / pageRows); page * pageRows < to; page++) {
      if (!this.#pages.has(page) && !this.#asked.has(page)) void this.#ask(page);
    }
  }

  async #ask(page: number): Promise<void> {
    this.#asked.add(page);
    try {
      const { rows } = await calls.rows(page * pageRows, pageRows);
      const pages = [...this.#pages, [page, rows] as const];
      this.#pages = new Map(pages.slice(-maxKeptPages));
    } catch {
      // The table was replaced meanwhile, or the worker is starting again: the row is asked for at the next look.
    } finally {
      this.#asked.delete(page);
    }
  }
}
