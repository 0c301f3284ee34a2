import type { TreesArtifact } from '../../../src/contract/model/artifact.ts';
import { seeded } from '../../kernels/mlp-reference.ts';

interface Shape {
  /** Levels a feature, 0 for a number. */
  levels: readonly number[];
  trees: number;
  depth: number;
  classes?: readonly string[];
  seed?: number;
}

/** Grows random trees that keep every rule of the form; numbers ask about quarters from 0 to 10, and some split off missing cells alone. */
export function randomTrees({ levels, trees, depth, classes, seed = 1 }: Shape): TreesArtifact {
  const random = seeded(seed);
  const upTo = (n: number) => Math.floor(n * random());
  const nodes: { feature: number; threshold: number; set: number; missing: number; children: [number, number] }[] = [];
  const [value, rows, bits, starts]: number[][] = [[], [], [], [0]];
  const add = (left: number, count: number): number => {
    const at = nodes.length;
    const node = { feature: -1, threshold: 0, set: -1, missing: 0, children: [-1, -1] as [number, number] };
    nodes.push(node);
    rows!.push(count);
    value!.push(0);
    if (left === 0 || count < 2 || random() < 0.2) {
      value![at] = 4 * random() - 2;
      return at;
    }
    node.feature = upTo(levels.length);
    node.missing = upTo(2);
    const known = levels[node.feature]!;
    if (known > 0) {
      node.set = bits!.length;
      for (let from = 0; from < known; from += 32) bits!.push(Math.floor(random() * 2 ** Math.min(32, known - from)));
    } else node.threshold = random() < 0.1 ? Infinity : upTo(40) / 4;
    const first = 1 + upTo(count - 1);
    node.children = [add(left - 1, first), add(left - 1, count - first)];
    return at;
  };
  for (let tree = 0; tree < trees; tree++) {
    add(depth, 200);
    starts!.push(nodes.length);
  }
  const outputs = classes && classes.length > 2 ? classes.length : 1;
  return {
    form: 'trees',
    features: levels.map((_, j) => `f${j}`),
    levels: [...levels],
    baseline: Float64Array.from({ length: outputs }, random),
    starts: Int32Array.from(starts!),
    feature: Int32Array.from(nodes, ({ feature }) => feature),
    threshold: Float64Array.from(nodes, ({ threshold }) => threshold),
    set: Int32Array.from(nodes, ({ set }) => set),
    bits: Uint32Array.from(bits!),
    missingLeft: Uint8Array.from(nodes, ({ missing }) => missing),
    left: Int32Array.from(nodes, ({ children }) => children[0]),
    right: Int32Array.from(nodes, ({ children }) => children[1]),
    value: Float64Array.from(value!),
    rows: Float64Array.from(rows!),
    ...(classes ? { classes: [...classes] } : {}),
  };
}

/** Draws rows that such trees can be asked about: some cells missing, some levels that no tree knows. */
export function randomRows(levels: readonly number[], rows: number, seed = 2): Float64Array {
  const random = seeded(seed);
  return Float64Array.from({ length: rows * levels.length }, (_, i) => {
    const known = levels[i % levels.length]!;
    if (random() < 0.15) return NaN;
    return known > 0 ? Math.floor(random() * (known + 2)) : Math.floor(random() * 41) / 4;
  });
}
