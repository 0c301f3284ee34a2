import { randomFrom } from '../../src/base/random.ts';

const districts = ['Harbour', 'Garden', '北京'];
const day = 86_400_000;

/** Draws a table of flats from a seed: every kind of column, missing cells in four of them, and three targets (`price`, `cheap`, `grade`). */
export function drawFlats(rows: number, seed: number): string {
  const random = randomFrom(seed);
  const lines = Array.from({ length: rows }, (_, row) => {
    const size = 20 + Math.round(1000 * random.uniform()) / 10;
    const rooms = 1 + random.integer(4);
    const district = random.integer(2);
    const garden = random.uniform() < 0.4;
    const built = new Date(Date.UTC(1990, 0, 1) + random.integer(12_000) * day).toISOString().slice(0, 10);
    const price = 3 * size + 10 * rooms + 25 * district + (garden ? 12 : 0) + 20 * random.uniform();
    const grade = price < 170 ? 'low' : price < 280 ? 'middle' : 'high';
    return [
      row % 17 === 5 ? '' : size,
      row % 23 === 7 ? 'unknown' : rooms,
      row % 13 === 4 ? '' : districts[district],
      garden ? 'Yes' : 'no',
      row % 19 === 3 ? 'NA' : built.split('-').reverse().join('/'),
      Math.round(price * 100) / 100,
      price < 220 ? 'no' : 'yes',
      grade,
    ].join(';');
  });
  return ['size;rooms;district;garden;built;price;cheap;grade', ...lines, lines[3]].join('\n');
}

/** Rows to predict: in other spellings, of unknown levels, and incomplete. */
export const flats: Record<string, unknown>[] = [
  { size: 64.5, rooms: 3, district: 'Garden', garden: true, built: '3/4/2010' },
  { size: '41,75', rooms: '2', district: '北京', garden: 'NO', built: '2001-12-31', price: 150, cheap: 'no' },
  { size: 88.25, rooms: 4, district: 'Old Town', garden: 'yes', built: '13/4/2010', grade: 'high' },
  { size: null, rooms: 1, district: '', garden: 'no', built: null },
  { rooms: 'unknown', size: 100, garden: false, district: 'Harbour', built: '1995-06-07' },
];

/** A file to predict, with the target and a cell that is not a number. */
export const flatsFile = [
  'built;garden;district;rooms;size;price;cheap;grade;note',
  '05/06/2003;yes;Harbour;2;33.5;170.25;no;low;first',
  '25/12/1999;no;Garden;3;77;310;yes;high;',
  ';No;北京;unknown;about 50;200;no;middle;third',
].join('\n');

const openings = ['the engine', 'a striker', 'our parser', 'the keeper', 'this compiler', 'the referee'];
const deeds = ['passes', 'fails', 'wins', 'loses', 'runs well', 'crashes'];
const ends = ['in the first test', 'in the last match', 'without a warning', '在比赛中', 'again & again'];

/** Draws short texts with a topic of three, and one or two labels in a cell. */
export function drawTexts(rows: number, seed: number): string {
  const random = randomFrom(seed);
  const lines = Array.from({ length: rows }, (_, row) => {
    const [opening, deed, end] = [openings, deeds, ends].map((list) => random.integer(list.length - 1));
    const topic = opening % 2 === 0 ? 'software' : 'sport';
    const mood = deed % 2 === 0 ? 'good' : 'bad';
    const text = row % 31 === 11 ? '' : `${openings[opening]} ${deeds[deed]} ${ends[end]}`;
    return `${text},${topic},${end === 3 ? 'china' : topic},${row % 9 === 2 ? mood : `${mood};${topic}`}`;
  });
  return ['text,topic,three,labels', ...lines].join('\n');
}

/** Texts to predict: known words, none, and no text. */
export const texts: Record<string, unknown>[] = [
  { text: 'the engine crashes without a warning' },
  { text: 'Our striker WINS 在比赛中!' },
  { text: 'zzz 🙂' },
  { text: null },
];
