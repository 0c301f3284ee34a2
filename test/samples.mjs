/** Makes the sample tables of public/samples. The tables are invented: seeded draws around simple rules. Run: node test/samples.mjs */
import { writeFileSync } from 'node:fs';

/** Gives uniform draws from 0 to 1 (mulberry32). */
function uniformFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const uniform = uniformFrom(20261123);
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
const between = (low, high) => low + (high - low) * uniform();
const pick = (...values) => values[Math.floor(uniform() * values.length)];
const maybe = (share, value) => (uniform() < share ? '' : value);

function houses() {
  const districts = { Harbour: 1.35, 'Old Town': 1.25, Garden: 1.05, Station: 0.9, Hillside: 1.0 };
  return Array.from({ length: 1200 }, () => {
    const district = pick(...Object.keys(districts));
    const area = Math.round(Math.max(28, 95 + 38 * normal()));
    const rooms = Math.max(1, Math.round(area / 27 + 0.5 * normal()));
    const year = Math.round(between(1925, 2024));
    const distance = Math.round(between(3, 180)) / 10;
    const garden = uniform() < 0.4 ? 'yes' : 'no';
    const basePrice = 42000 + 2650 * area * districts[district] + 9000 * rooms + 520 * (year - 1970) - 4300 * distance;
    const price = Math.round((basePrice + (garden === 'yes' ? 18000 : 0) + 21000 * normal()) / 100) * 100;
    return { district, area_m2: area, rooms, built: maybe(0.03, year), distance_km: distance, garden, price };
  });
}

function churn() {
  return Array.from({ length: 1500 }, () => {
    const plan = pick('Basic', 'Basic', 'Plus', 'Family');
    const months = Math.ceil(between(0, 60));
    const fee = { Basic: 9, Plus: 19, Family: 29 }[plan] + Math.round(between(0, 8));
    const calls = Math.floor(-1.2 * Math.log(1 - uniform()));
    const paperless = pick('yes', 'no');
    const logit = -0.6 + 0.9 * calls + 0.05 * fee - 0.07 * months + (plan === 'Family' ? -0.9 : 0);
    const churned = uniform() < 1 / (1 + Math.exp(-logit)) ? 'yes' : 'no';
    return {
      months,
      plan,
      monthly_fee: maybe(0.02, fee),
      support_calls: calls,
      paperless,
      last_visit_days: Math.round(between(0, 30) + 2 * calls),
      churned,
    };
  });
}

function flowers() {
  const species = {
    sunbell: [38, 12, 5.1, 'meadow'],
    moonwort: [52, 17, 3.2, 'forest'],
    firecup: [44, 9, 6.8, 'rock'],
  };
  return Array.from({ length: 450 }, () => {
    const name = pick(...Object.keys(species));
    const [height, leaf, petal, home] = species[name];
    const ground = uniform() < 0.75 ? home : pick('meadow', 'forest', 'rock');
    return {
      height_cm: (height + 5 * normal()).toFixed(1),
      leaf_cm: maybe(0.02, (leaf + 2 * normal()).toFixed(1)),
      petal_cm: (petal + 0.7 * normal()).toFixed(1),
      ground,
      species: name,
    };
  });
}

for (const [name, rows] of Object.entries({ houses: houses(), churn: churn(), flowers: flowers() })) {
  // A few exact duplicates, as real exports have them.
  const all = [...rows, ...rows.slice(10, 16)];
  const header = Object.keys(rows[0]);
  const lines = [header.join(','), ...all.map((row) => header.map((column) => row[column]).join(','))];
  writeFileSync(new URL(`../public/samples/${name}.csv`, import.meta.url), `${lines.join('\n')}\n`);
}
