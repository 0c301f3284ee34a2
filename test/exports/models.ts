import { randomFrom } from '../../src/base/random.ts';
import type { Bundle } from '../../src/contract/model/bundle.ts';
import type { Proof } from '../../src/contract/result/exported.ts';
import { drawRows } from '../../src/exports/proof.ts';
import { predictTable, toPredictions } from '../../src/prediction/predict.ts';
import { toRowTable } from '../../src/prediction/row-table.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { quietRun } from '../run.ts';

/** Names that would break out of carelessly written code. */
export const hostile = {
  number: `size" '); import os # </script> \\`,
  date: 'day "; DROP TABLE t; --',
  category: `city ' \${1} %s {x}`,
  level: `O'Slo "quoted" \\ </script>\n"); import os #\u2028x`,
};

/** A seeded table with missing cells, as CSV and as rows to predict: the last ones with unseen levels. */
function table(seed: number) {
  const random = randomFrom(seed);
  const cities = [hostile.level, 'Rome', '北京'];
  const rows = Array.from({ length: 160 }, (_, i) => {
    const size = Math.round(random.uniform() * 1000) / 7;
    const day = new Date(Date.UTC(2020, 0, 1 + random.integer(900))).toISOString().slice(0, 10);
    const city = random.integer(2);
    const price = 3 * size + 40 * city + 5 * random.normal();
    return {
      cells: {
        [hostile.number]: i % 17 === 3 ? null : size,
        [hostile.date]: i % 23 === 5 ? null : day,
        [hostile.category]: i % 19 === 7 ? null : cities[city],
      } as Record<string, string | number | null>,
      price,
    };
  });
  const quote = (cell: unknown) => `"${String(cell ?? '').replaceAll('"', '""')}"`;
  const header = [hostile.number, hostile.date, hostile.category, 'price', 'pair', 'class'].map(quote).join();
  const lines = rows.map(({ cells, price }) => {
    const name = price < 150 ? 'low' : price < 300 ? `mid'"dle` : 'high';
    return [...Object.values(cells), price, price < 230 ? 'a' : 'b', name].map(quote).join();
  });
  const asked = [
    ...rows.slice(0, 99).map(({ cells }) => cells),
    { [hostile.number]: 5, [hostile.date]: '2021-02-03', [hostile.category]: 'never seen' },
  ];
  return { csv: [header, ...lines].join('\n'), asked };
}

/** Trains on the table; missing cells are filled but those of the date. */
export async function trainHostile(modelType: string, target: 'price' | 'pair' | 'class', modelParams = {}) {
  const { csv, asked } = table(7);
  const factorParams = [
    { name: hostile.number, missing: 'median' },
    { name: hostile.date },
    { name: hostile.category, missing: 'most_frequent' },
  ];
  const { bundle } = await trainCsv({ 'a.csv': csv }, { modelType, target, factorParams, modelParams });
  return { bundle, asked };
}

/** Gives the app's own answers for rows. */
export async function predictRows(bundle: Bundle, rows: Record<string, unknown>[]) {
  return toPredictions(await predictTable(bundle, toRowTable(rows, bundle), quietRun()));
}

/** Gives made-up rows with the app's answers. */
export async function makeProof(bundle: Bundle): Promise<Proof> {
  const rows = drawRows(bundle);
  return { rows, ...(await predictRows(bundle, rows)) };
}

export const cases = [
  ['linear_regression', 'price', {}],
  ['linear_regression', 'price', { alpha: 1 }],
  ['logistic_regression', 'pair', {}],
  ['logistic_regression', 'class', {}],
  ['dnn', 'price', { hidden_layer_sizes: [8, 5], max_iter: 20 }],
  ['dnn', 'class', { hidden_layer_sizes: [6], max_iter: 20, activation: 'tanh' }],
  ['dnn', 'pair', { hidden_layer_sizes: [6, 4], max_iter: 20, activation: 'logistic' }],
  ['gradient_boosting', 'price', { max_iter: 12, min_samples_leaf: 5 }],
  ['gradient_boosting', 'pair', { max_iter: 12, min_samples_leaf: 5 }],
  ['gradient_boosting', 'class', { max_iter: 8, min_samples_leaf: 5 }],
] as const;
