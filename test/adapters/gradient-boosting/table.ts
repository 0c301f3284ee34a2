import { randomFrom } from '../../../src/base/random.ts';
import type { Features } from '../../../src/contract/model/features.ts';

/** Features of plain columns; a column with `levels` holds codes. */
export function featuresFrom(
  columns: readonly { name: string; values: ArrayLike<number>; levels?: number }[],
): Features {
  const width = columns.length;
  return {
    rows: columns[0]?.values.length ?? 0,
    names: columns.map(({ name }) => name),
    scale: columns.map(() => ({ shift: 0, factor: 1 })),
    levels: columns.map(({ levels = 0 }) => levels),
    block(from, to, _, into = new Float64Array((to - from) * width)) {
      for (let row = from; row < to; row++)
        columns.forEach(({ values }, j) => (into[(row - from) * width + j] = values[row]!));
      return into;
    },
  };
}

/** Draws the table of test/reference/make_trees.py. */
export function referenceTable(rows: number, seed: number) {
  const random = randomFrom(seed);
  const draw = () => Float64Array.from({ length: rows }, () => random.uniform());
  const a = draw().map((u) => 100 * u - 20);
  const b = draw().map((u) => Math.floor(40 * u));
  const c = draw().map((u) => Math.floor(9 * u));
  const gapDraw = draw();
  const noise = draw();
  const effect = [2, -1, 3, 0, 1, -2, 4, 0.5, -3];
  const y = a.map((value, i) => {
    const base = value / 20 + (b[i]! / 20) ** 2 + effect[c[i]!]!;
    return base + (gapDraw[i]! < 0.1 ? 3 : 0) + noise[i]!;
  });
  const features = featuresFrom([
    { name: 'a', values: a.map((value, i) => (gapDraw[i]! < 0.1 ? NaN : value)) },
    { name: 'b', values: b },
    { name: 'c', values: c.map((code, i) => (gapDraw[i]! > 0.95 ? NaN : code)), levels: 9 },
  ]);
  const targets = {
    number: y,
    two: y.map((value) => Number(value > 4)),
    three: y.map((value) => Number(value >= 2) + Number(value >= 6)),
  };
  return { features, targets };
}
