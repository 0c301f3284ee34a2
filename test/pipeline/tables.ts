import { randomFrom } from '../../src/base/random.ts';

/** Draws a table from a seed: two numbers, a category, a number target `y` and a class target `kind`; some cells missing, some rows twice. */
export function drawnCsv(rows: number, seed: number): string {
  const random = randomFrom(seed);
  const lines = ['a,b,city,y,kind'];
  for (let row = 0; row < rows; row++) {
    const a = 100 * random.uniform() - 20;
    const b = random.uniform();
    const city = Math.floor(3 * random.uniform());
    const y = a / 20 + 4 * b * b + 2 * city + random.uniform();
    const kind = y < 4 ? 'low' : y < 7 ? 'middle' : 'high';
    const line = [row % 17 === 5 ? '' : a, row % 23 === 7 ? 'NA' : b, ['Oslo', 'Bergen', '北京'][city], y, kind].join(
      ',',
    );
    lines.push(line);
    if (row % 29 === 3) lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}
