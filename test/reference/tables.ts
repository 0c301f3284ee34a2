import { randomFrom } from '../../src/base/random.ts';

/** A table that `make_tables.py` draws cell for cell too, as a CSV text. */
export interface DrawnTable {
  csv: string;
  target: string;
  numbers: string[];
  categories: string[];
}

const uniforms = (seed: number) => {
  const random = randomFrom(seed);
  return () => random.uniform();
};
const { floor } = Math;
const toCsv = (header: string, lines: string[]) => `${[header, ...lines].join('\n')}\n`;

/** 1,200 houses with a value; some rooms are missing, some rows stand twice. */
export function houses(): DrawnTable {
  const u = uniforms(21);
  const lines: string[] = [];
  for (let row = 0; row < 1200; row++) {
    const [index, age, rooms] = [floor(u() * 1000) / 100, floor(u() * 50) + 1, floor(u() * 800) / 100 + 1];
    const [income, near] = [floor(u() * 1400) / 100, floor(u() * 5)];
    const [gap, noise] = [u(), u()];
    const value =
      floor(
        1000 * (20 + 3 * income + 2 * rooms - age / 10 + [0, 4, -3, 9, 1][near]! + (income * income) / 20 + 6 * noise),
      ) / 10;
    const name = ['inland', 'bay', 'ocean', 'island', 'river'][near];
    const line = [index, age, gap < 0.05 ? '' : rooms, income, name, value].join();
    lines.push(line);
    if (row % 31 === 7) lines.push(line);
  }
  const csv = toCsv('place,age,rooms,income,near,value', lines);
  return { csv, target: 'value', numbers: ['place', 'age', 'rooms', 'income'], categories: ['near'] };
}

/** 900 passengers of whom some survived; ages and ports are missing. */
export function passengers(): DrawnTable {
  const u = uniforms(22);
  const lines = Array.from({ length: 900 }, () => {
    const [rank, age, fare] = [floor(u() * 3) + 1, floor(u() * 80), floor(u() * 10000) / 100];
    const [sex, port] = [u() < 0.4 ? 'female' : 'male', floor(u() * 3)];
    const [gap, noise] = [u(), u()];
    const score = (sex === 'female' ? 2 : 0) + 0.8 * (3 - rank) - age / 60 + fare / 200 + 2 * noise;
    return [rank, gap < 0.15 ? '' : age, fare, sex, gap > 0.97 ? '' : 'CQS'[port], score > 2.4 ? 'yes' : 'no'].join();
  });
  const csv = toCsv('rank,age,fare,sex,port,survived', lines);
  return { csv, target: 'survived', numbers: ['rank', 'age', 'fare'], categories: ['sex', 'port'] };
}

/** 400 flowers of three species. */
export function flowers(): DrawnTable {
  const u = uniforms(23);
  const lines = Array.from({ length: 400 }, () => {
    const kind = floor(u() * 3);
    const length = floor(300 + 60 * kind + 150 * u()) / 10;
    const depth = floor(120 + 30 * ((2 * kind) % 3) + 90 * u()) / 10;
    const [mass, garden] = [floor(3000 + 300 * kind + 1500 * u()), floor(u() * 2)];
    return [length, depth, mass, ['north', 'south'][garden], ['lily', 'rose', 'tulip'][kind]].join();
  });
  const csv = toCsv('length,depth,mass,garden,species', lines);
  return { csv, target: 'species', numbers: ['length', 'depth', 'mass'], categories: ['garden'] };
}

/** 500 short reviews in English and Chinese words, good or bad. */
export function reviews(): string {
  const u = uniforms(24);
  const [good, bad] = [
    ['good', 'great', 'fine', 'lovely', '好看'],
    ['bad', 'dull', 'poor', 'awful', '难看'],
  ];
  const plain = ['the', 'film', 'plot', 'Actors', 'is', 'very', 'not', 'long', 'it', 'music'];
  const lines = Array.from({ length: 500 }, (_, row) => {
    const isGood = u() < 0.5;
    const [own, other] = isGood ? [good, bad] : [bad, good];
    const words = Array.from({ length: 4 + floor(8 * u()) }, () => {
      const [which, at] = [u(), u()];
      if (which < 0.12) return own![floor(5 * at)];
      return which < 0.17 ? other![floor(5 * at)] : plain[floor(10 * at)];
    });
    return `${words.join(' ')} ${row},${isGood ? 'good' : 'bad'}`;
  });
  return toCsv('text,label', lines);
}
