/** Rooms by floor: an import only goes down, and rooms on one floor do not import each other. */
export const floors: Record<string, number> = {
  base: 0,
  contract: 1,
  kernels: 2,
  tfjs: 2,
  chat: 2,
  transformers: 2,
  tables: 3,
  metrics: 3,
  solvers: 3,
  forms: 3,
  publish: 3,
  adapters: 4,
  recipe: 4,
  storage: 4,
  pipeline: 5,
  exports: 5,
  worker: 6,
  client: 6,
  ui: 7,
  /** A page of its own: the Use section without the app around it. */
  predictor: 8,
};

/** What a room may import beside itself, where that is less than all floors below it. */
export const narrow: Record<string, RegExp> = {
  ui: /^(client|contract|base)\/|^adapters\/(catalog|[^/]+\/meta)\.ts$/,
};

/** Rooms that may name a worker's address (`?worker&url`), and those that start one. */
export const workerAddresses = /^client\//;
/** Files that start workers. */
export const workerStarts = /^(client|kernels)\//;

/** Files that may look at a clock or draw without a seed. */
export const timed = /^(ui|predictor|client|worker)\/|^(main|service-worker)\.ts$/;

/** Every outside library and the only place that may import it; the first line that fits a library counts. */
export const doors: [library: RegExp, door: RegExp][] = [
  [/^@tensorflow\//, /^tfjs\//],
  [/^@huggingface\//, /^transformers\//],
  [/^onnxruntime-web(\/|$)/, /^(transformers\/serve-folder|exports\/onnx\/runtime)\.ts$/],
  [/^comlink$/, /^base\/wire\.ts$/],
  [/^aws4fetch$/, /^publish\/own-keys\.ts$/],
  [/^eventsource-parser$/, /^chat\/ask\.ts$/],
  [/^fflate$/, /^base\/zip\.ts$/],
  [/^@bufbuild\//, /^exports\/onnx\/proto\.ts$/],
  [/^valibot$/, /./],
  [/^idb-keyval$/, /^storage\//],
  [/^papaparse$/, /^tables\/csv\.ts$/],
  [/^sheetjs-ce$/, /^tables\/sheetjs\.ts$/],
  [/^hyparquet$/, /^tables\/parquet\.ts$/],
  [/^fzstd$/, /^tables\/parquet\.ts$/],
  [/^svelte(\/|$)/, /^(ui\/|predictor\/|main\.ts)/],
];

/** Rooms whose files may share names with others: each folder there is one thing of a kind. */
export const sameNames = /^(adapters\/[^/]+|kernels|tfjs|locales\/[^/]+)\//;
/** Folders that may hold any number of files. */
export const largeFolders = /^(kernels\/assembly|locales\/[^/]+)$/;
