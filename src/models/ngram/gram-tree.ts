/** A tree whose edges are units: the way from a root spells an n-gram. Nodes are numbers from 0; typed arrays all through, for millions of them. */
export interface GramTree {
  readonly size: number;
  /** Gives the node one unit further, or -1. */
  child(node: number, unit: number): number;
  /** Gives the node one unit further, made where there was none. */
  grow(node: number, unit: number): number;
  /** Gives the units on the way to a node. */
  path(node: number): number[];
  /** Gives every node's root. */
  roots(): Int32Array;
}

/** Makes a tree of `roots` nodes without parents. Children are found in one open-addressing table over (node, unit). */
export function makeGramTree(roots: number): GramTree {
  let parents = new Int32Array(1024).fill(-1);
  let units = new Int32Array(1024);
  let table = new Int32Array(4096).fill(-1);
  let size = roots;

  function findChild(node: number, unit: number): number {
    const mask = table.length - 1;
    let at = hash(node, unit) & mask;
    for (let found = table[at]; found >= 0; found = table[at]) {
      if (parents[found] === node && units[found] === unit) break;
      at = (at + 1) & mask;
    }
    return at;
  }

  function grow(): void {
    table = new Int32Array(table.length * 2).fill(-1);
    for (let node = roots; node < size; node++) table[findChild(parents[node], units[node])] = node;
  }

  return {
    get size() {
      return size;
    },
    child: (node, unit) => table[findChild(node, unit)],
    grow(node, unit) {
      const at = findChild(node, unit);
      const found = table[at];
      if (found >= 0) return found;
      if (size === parents.length) {
        parents = grown(parents);
        units = grown(units);
      }
      parents[size] = node;
      units[size] = unit;
      table[at] = size++;
      if (size * 2 > table.length) grow();
      return size - 1;
    },
    path(node) {
      const way: number[] = [];
      for (let at = node; at >= roots; at = parents[at]) way.push(units[at]);
      return way.reverse();
    },
    roots() {
      const root = new Int32Array(size);
      // A parent is older than its children.
      for (let node = 0; node < size; node++) root[node] = node < roots ? node : root[parents[node]];
      return root;
    },
  };
}

/** Gives an array twice as long with the same beginning. */
export function grown<T extends Int32Array | Float64Array>(array: T): T {
  const longer = (
    array instanceof Int32Array ? new Int32Array(array.length * 2) : new Float64Array(array.length * 2)
  ) as T;
  longer.set(array);
  return longer;
}

/** Mixes two numbers: multiplications by odd constants, the high bits folded down (as MurmurHash3 ends). */
function hash(node: number, unit: number): number {
  let h = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) & 0x7fffffff;
}
