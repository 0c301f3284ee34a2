import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, Measure } from './case.ts';
import type { MadeFile } from './data.ts';
import { askPeer } from './peers.ts';
import type { Tab, Trained } from './tab.ts';

/** Everything that cases are measured with. */
export interface Bench {
  folder: string;
  tab: Tab;
  /** Whether Python and its libraries are there. */
  peers: boolean;
  /** Whether PyTorch is there too. */
  torch: boolean;
  files: {
    table: MadeFile;
    workbook: MadeFile;
    numbers: MadeFile;
    boosting: MadeFile;
    network: MadeFile;
    texts: MadeFile;
    large: MadeFile | null;
  };
  /** Rows a second of TF.js on wasm. */
  tfjs(batch: number): Promise<Measure>;
  firstVisit(): Promise<Measure>;
}

/** Steps of a language model: its tokenizer, its looks at held-back texts and its samples are part of the time. */
const lmSteps = 400;
const all = { split: { testSize: 0 } };
const linear = { modelType: 'linear_regression' };
const seconds = (part: (trained: Trained) => number) => (trained: Trained) => ({
  value: part(trained),
  megabytes: trained.megabytes,
});

/** Lists the cases: each target of the engine, once. */
export function makeCases({ folder, tab, peers, torch, files, tfjs, firstVisit }: Bench): Case[] {
  const beside = (against: string, ...given: Parameters<typeof askPeer>): Pick<Case, 'against' | 'theirs'> =>
    peers ? { against, theirs: () => askPeer(...given) } : { against: null };
  const { table, workbook, numbers, boosting, network, texts, large } = files;
  const count = (rows: number) => (rows >= 1e6 ? `${rows / 1e6}M` : `${rows / 1000}k`);

  const dnn = (hidden: number[], batch: number, epochs: number, engine: string) => async (): Promise<Measure> => {
    const modelParams = {
      hidden_layer_sizes: hidden,
      batch_size: batch,
      max_iter: epochs,
      tol: 0,
      n_iter_no_change: 1000,
    };
    const trained = await tab.train(network.path, { modelType: 'dnn', modelParams, engine, ...all });
    const rate = (trained.rows.train * epochs) / (trained.timings.train / 1000);
    return { value: rate, megabytes: trained.megabytes, note: trained.engine.name };
  };
  const small = (batch: number, limit: number): Case[] => {
    const epochs = 20;
    const ours = dnn([64, 64], batch, epochs, 'auto');
    const name = `dnn 20-64-64-1, Adam, batch ${batch}`;
    return [
      {
        name,
        unit: 'rows/s',
        target: { of: 'ratio', limit, better: 'higher' },
        ours,
        ...beside('scikit-learn', 'dnn', network.path, '[64,64]', batch, 4),
      },
      {
        name: `${name}, beside TF.js`,
        unit: 'rows/s',
        target: { of: 'ratio', limit: 20, better: 'higher' },
        ours,
        against: 'TF.js wasm',
        theirs: () => tfjs(batch),
      },
    ];
  };
  const wide = (workers: 1 | 2, limit: number): Case => ({
    name: `dnn 20-512-512-1, batch 256, ${workers === 1 ? 'one worker' : 'two workers'}`,
    unit: 'rows/s',
    target: { of: 'ratio', limit, better: 'higher' },
    ours: dnn([512, 512], 256, 2, workers === 1 ? 'simd-relaxed' : 'simd-relaxed-2'),
    ...beside('scikit-learn', 'dnn', network.path, '[512,512]', 256, 1),
  });

  return [
    {
      name: `CSV ${count(table.rows)} x 22, file to typed table`,
      unit: 's',
      target: { of: 'ratio', limit: 0.4, better: 'lower', megabytes: (2 * statSync(table.path).size) / 1e6 },
      ours: async () => seconds(({ timings }) => timings.read / 1000)(await tab.train(table.path, linear)),
      ...beside('pandas', 'read_csv', table.path),
    },
    {
      name: `XLSX ${count(workbook.rows)} x 20, file to typed table`,
      unit: 's',
      target: { of: 'ratio', limit: 0.2, better: 'lower' },
      ours: async () => seconds(({ timings }) => timings.read / 1000)(await tab.train(workbook.path, linear)),
      ...beside('openpyxl', 'read_xlsx', workbook.path),
    },
    {
      name: `linear_regression ${count(numbers.rows)} x 20, typed table to model`,
      unit: 's',
      target: { of: 'ratio', limit: 0.35, better: 'lower' },
      ours: async () =>
        seconds(({ timings }) => timings.train / 1000)(await tab.train(numbers.path, { ...linear, ...all })),
      ...beside('scikit-learn', 'linear', numbers.path),
    },
    ...small(32, 5),
    ...small(256, 2),
    ...small(2048, 1.3),
    wide(1, 1),
    wide(2, 1.5),
    {
      name: `gradient_boosting ${count(boosting.rows)} x 20, 100 trees of 31 leaves`,
      unit: 's',
      target: { of: 'ratio', limit: 1.5, better: 'lower' },
      ours: async () => {
        const modelParams = { early_stopping: false };
        const given = { modelType: 'gradient_boosting', modelParams, ...all };
        return seconds(({ timings }) => timings.train / 1000)(await tab.train(boosting.path, given));
      },
      ...beside('scikit-learn', 'boosting', boosting.path),
    },
    {
      name: 'llm from nothing, 2 layers of 128, 512 tokens a step',
      unit: 'tokens/s',
      ours: async () => {
        const modelParams = { train: 'new', steps: lmSteps };
        const given = { modelType: 'llm', modelParams, factorParams: [{ name: 'text', type: 'text' }] };
        const { timings, megabytes } = await tab.train(texts.path, given);
        return { value: (lmSteps * 512) / (timings.train / 1000), megabytes };
      },
      ...(torch
        ? { against: 'PyTorch, 1 thread', theirs: () => askPeer('writer', texts.path, lmSteps) }
        : { against: null }),
    },
    {
      name: `whole job, CSV ${count(table.rows)} x 22 to saved linear model with report`,
      unit: 's',
      target: { of: 'ratio', limit: 0.4, better: 'lower' },
      ours: async () => seconds((trained) => trained.seconds)(await tab.train(table.path, linear)),
      ...beside('pandas + scikit-learn', 'job', table.path, join(folder, 'model.pickle')),
    },
    {
      name: `growth of the whole job, ${[...table.ends.keys(), table.rows].map(count).join(', ')} rows`,
      unit: 'x',
      against: null,
      target: { of: 'value', limit: 1.15, better: 'lower' },
      ours: () => growth(tab, table),
    },
    ...(large ? [wholeLarge(tab, large, count(large.rows))] : []),
    {
      name: 'first visit, JavaScript before the page can be used',
      unit: 'KB gz',
      against: null,
      target: { of: 'value', limit: 120, better: 'lower' },
      ours: firstVisit,
    },
  ];
}

/** How much more time than rows the steepest step takes: 1 = linear. The files are the first rows of one. */
async function growth(tab: Tab, table: MadeFile): Promise<Measure> {
  const sizes = [...table.ends, [table.rows, undefined] as const];
  const taken: { rows: number; seconds: number }[] = [];
  for (const [rows, end] of sizes) taken.push({ rows, seconds: (await tab.train(table.path, linear, end)).seconds });
  const steps = taken.slice(1).map(({ rows, seconds }, i) => seconds / taken[i].seconds / (rows / taken[i].rows));
  return { value: Math.max(...steps), note: taken.map(({ seconds }) => `${seconds.toFixed(2)} s`).join(', ') };
}

function wholeLarge(tab: Tab, file: MadeFile, rows: string): Case {
  return {
    name: `CSV ${rows} x 10 to a linear model`,
    unit: 's',
    against: null,
    target: { megabytes: 2500 },
    ours: async () => seconds((trained) => trained.seconds)(await tab.train(file.path, linear)),
  };
}
