import type { GramView } from '../../contract/model/ngram-artifact.ts';
import { grown, makeGramTree, type GramTree } from './gram-tree.ts';
import { eachCharacter, eachWord, plainCharacter, plainWord } from './text-units.ts';

/** Reads texts as n-grams. A gram is known by a node of `tree`; node v is the root of view v. */
export interface Grams {
  readonly tree: GramTree;
  /** Visits the grams of a text in order, with where each stands in the text; unknown ones only where `grow` makes them known. */
  read(text: string, grow: boolean, visit: (node: number, from: number, to: number) => void): void;
  /** Gives a node's gram as text: words with a space between them. */
  termText(node: number, view: GramView): string;
  /** Makes a gram known and gives its node. */
  add(term: string, view: number): number;
}

const unknown = -1;

/** Makes a reader of n-grams that knows none yet. */
export function makeGrams(views: readonly GramView[], lowercase: boolean): Grams {
  const tree = makeGramTree(views.length);
  const names: string[] = [];
  const ids = new Map<string, number>();
  /** Units as they stand in texts, so that each is made plain once. */
  const seen = views.map(() => new Map<string, number>());
  let units = new Int32Array(256);
  let starts = new Int32Array(256);
  let ends = new Int32Array(256);
  let count = 0;

  function unitId(unit: string, v: number, grow: boolean): number {
    const known = seen[v].get(unit);
    if (known !== undefined) return known;
    const { analyzer, words } = views[v];
    const plain = analyzer === 'word' ? plainWord(unit, words, lowercase) : plainCharacter(unit, lowercase);
    let id = ids.get(plain);
    if (id === undefined) {
      if (!grow) return unknown;
      id = names.push(plain) - 1;
      ids.set(plain, id);
    }
    seen[v].set(unit, id);
    return id;
  }

  function take(id: number, from: number, to: number): void {
    if (count === units.length) [units, starts, ends] = [grown(units), grown(starts), grown(ends)];
    units[count] = id;
    starts[count] = from;
    ends[count++] = to;
  }

  /** Visits the grams of the units taken so far and forgets them. */
  function flush(v: number, grow: boolean, visit: (node: number, from: number, to: number) => void): void {
    const { analyzer, min, max } = views[v];
    // A word shorter than the shortest gram is one gram of its own, in scikit-learn and here.
    const shortest = analyzer === 'char_wb' ? Math.min(min, count) : min;
    for (let i = 0; i < count; i++) {
      let node = v;
      for (let n = 1; n <= max && i + n <= count; n++) {
        const unit = units[i + n - 1];
        if (unit === unknown) break;
        node = grow ? tree.grow(node, unit) : tree.child(node, unit);
        if (node < 0) break;
        if (n >= shortest) visit(node, starts[i], ends[i + n - 1]);
      }
    }
    count = 0;
  }

  return {
    tree,
    read(text, grow, visit) {
      views.forEach(({ analyzer, words }, v) => {
        const unit = (found: string, from: number, to: number) => take(unitId(found, v, grow), from, to);
        const cut = () => flush(v, grow, visit);
        if (analyzer === 'word') eachWord(text, words, unit);
        else eachCharacter(text, analyzer, unit, cut);
        cut();
      });
    },
    termText(node, { analyzer }) {
      return tree
        .path(node)
        .map((unit) => names[unit])
        .join(analyzer === 'word' ? ' ' : '');
    },
    add(term, v) {
      const parts = views[v].analyzer === 'word' ? term.split(' ') : Array.from(term);
      let node = v;
      for (const part of parts) {
        let id = ids.get(part);
        if (id === undefined) {
          id = names.push(part) - 1;
          ids.set(part, id);
        }
        node = tree.grow(node, id);
      }
      return node;
    },
  };
}
