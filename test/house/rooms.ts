/** Rooms by floor: an import only goes down, and rooms on one floor do not import each other. */
export const floors: Record<string, number> = {
  locales: 0,
  base: 1,
  contract: 2,
  networks: 3,
  metrics: 3,
  chat: 3,
  publish: 3,
  kernels: 4,
  tfjs: 4,
  transformers: 4,
  tables: 5,
  models: 5,
  solvers: 5,
  adapters: 6,
  recipe: 6,
  storage: 6,
  prediction: 7,
  explain: 8,
  exports: 8,
  pipeline: 9,
  worker: 10,
  client: 10,
  ui: 11,
  /** Build entries of their own: the exported page and `predict.mjs`. */
  predictor: 12,
};

/** What a room may import beside itself, `base/` and `contract/`, where that is less than all floors below it. */
export const narrow: Record<string, RegExp> = {
  base: /^locales\//,
  contract: /^base\//,
  networks: /^(contract|base)\//,
  metrics: /^(contract|base)\//,
  chat: /^(contract|base)\//,
  publish: /^(contract|base)\//,
  kernels: /^(contract|base|networks)\//,
  tfjs: /^(contract|base|networks)\//,
  transformers: /^(contract|base|networks)\//,
  tables: /^(contract|base|kernels)\//,
  models: /^(contract|base|kernels|tfjs|transformers|networks)\//,
  solvers: /^(contract|base|kernels)\//,
  adapters: /^(contract|base|models|solvers|kernels|tfjs|transformers|networks)\/|^tables\/rows\/split-rows\.ts$/,
  recipe: /^(contract|base|tables|metrics)\//,
  storage: /^(contract|base|models)\//,
  prediction: /^(contract|base|recipe|models|metrics|tables)\/|^adapters\/hooks\.ts$/,
  explain: /^(contract|base|prediction|recipe|metrics|tables)\//,
  exports: /^(contract|base|prediction|storage|recipe|models|tables)\/|^adapters\/(catalog|[^/]+\/meta)\.ts$/,
  pipeline:
    /^(contract|base|explain|prediction|adapters|recipe|tables|metrics)\/|^storage\/model-id\.ts$|^models\/families\.ts$/,
  client:
    /^(contract|base|storage|publish|locales)\/|^adapters\/(catalog|[^/]+\/meta|openai-chat\/servers)\.ts$|^worker\/[^/]+\.worker\.ts$/,
  ui: /^(contract|base|client|metrics|locales)\/|^adapters\/(catalog|[^/]+\/meta)\.ts$/,
  predictor: /^(contract|base|ui|prediction|storage|locales|kernels)\//,
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
  [/^papaparse$/, /^tables\/write\/write-csv\.ts$/],
  [/^sheetjs-ce$/, /^tables\/(read\/sheet\/sheetjs|write\/write-workbook)\.ts$/],
  [/^hyparquet$/, /^tables\/read\/sheet\/parquet\.ts$/],
  [/^fzstd$/, /^tables\/read\/sheet\/parquet\.ts$/],
  [/^svelte(\/|$)/, /^(ui\/|predictor\/|main\.ts)/],
];

/** Rooms whose files may share names with others: each folder there is one thing of a kind. */
export const sameNames = /^(adapters\/[^/]+|kernels|tfjs|locales\/[^/]+)\//;
/** Folders that may hold any number of files. */
export const largeFolders = /^(kernels\/assembly|locales\/.+)$/;
