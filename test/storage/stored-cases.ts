import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { HostServices } from '../../src/contract/model/jobs.ts';
import { modelId } from '../../src/storage/model-id.ts';
import { readSafetensors, writeSafetensors } from '../../src/transformers/safetensors.ts';
import { drawSentences } from '../adapters/llm/sentences.ts';
import { hostServices } from '../chat/ask.ts';
import { trainCsv, type Trained } from '../pipeline/train-csv.ts';
import { drawFlats, drawTexts, flats, flatsFile, texts } from './stored-tables.ts';

/** A model whose bundle file is kept in test/fixtures/bundles, made by `node test/make-fixtures.mjs`. */
export interface StoredCase {
  files: Record<string, string>;
  request: Record<string, unknown>;
  /** Row objects to predict. */
  rows: Record<string, unknown>[];
  /** A CSV file to predict. */
  file?: string;
  /** A folder of test/fixtures whose files the bundle has unchanged: they are left out of the kept file. */
  folder?: string;
  /** Largest difference of numbers; absent = the last digit. */
  tolerance?: number;
  /** Whether training repeats to the last digit on every machine. */
  repeats: boolean;
}

/** The moment at which all of them are made: it is part of a model's id. */
export const madeAt = Date.UTC(2026, 10, 30, 12);

/** Where the chat models believe their server to be. */
const chatServer = 'http://127.0.0.1:9';
const fixtures = resolve(import.meta.dirname, '../fixtures');

/** Reads a file of test/fixtures. */
export function readFixture(path: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(resolve(fixtures, path)));
}

function folderFiles(folder: string, names: readonly string[]): File[] {
  return names.map((name) => new File([readFixture(`${folder}/${name}`)], name));
}

const encoderFolder = 'tiny-distilbert-sst2';
const encoderFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json'];
const encoder = () => folderFiles(encoderFolder, [...encoderFiles, 'model.safetensors']);

/** The encoder with one layer and its first 256 tokens alone, so that what was trained of it is small. */
function smallEncoder(): File[] {
  const json = (name: string) =>
    JSON.parse(new TextDecoder().decode(readFixture(`${encoderFolder}/${name}`))) as Record<string, unknown>;
  const vocabulary = 256;
  const config = { ...json('config.json'), n_layers: 1, vocab_size: vocabulary };
  const tokenizer = json('tokenizer.json');
  const model = tokenizer.model as { vocab: Record<string, number> };
  const vocab = Object.fromEntries(Object.entries(model.vocab).filter(([, id]) => id < vocabulary));
  const weights = readSafetensors('model', readFixture(`${encoderFolder}/model.safetensors`));
  for (const [name, { shape, data }] of [...weights]) {
    if (name.includes('layer.1.')) weights.delete(name);
    if (name.endsWith('word_embeddings.weight'))
      weights.set(name, { shape: [vocabulary, shape[1]], data: data.slice(0, vocabulary * shape[1]) });
  }
  return [
    new File([JSON.stringify(config)], 'config.json'),
    new File([JSON.stringify({ ...tokenizer, model: { ...model, vocab } })], 'tokenizer.json'),
    ...folderFiles(encoderFolder, encoderFiles.slice(2)),
    new File([writeSafetensors(weights)], 'model.safetensors'),
  ];
}

const decoderFolder = 'tiny-gpt2';
const decoder = () =>
  folderFiles(decoderFolder, [
    'config.json',
    'generation_config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    'special_tokens_map.json',
    'model.safetensors',
  ]);

const flatsTable = { files: { 'flats.csv': drawFlats(160, 7) }, rows: flats, file: flatsFile, repeats: true };
const read = { missing: ['unknown'] };
const factors = [{ name: 'size' }, { name: 'rooms' }, { name: 'district' }, { name: 'garden' }, { name: 'built' }];
const filled = [
  { name: 'size', missing: 'mean' },
  { name: 'rooms', missing: 'median' },
  { name: 'district', missing: 'most_frequent' },
  { name: 'garden' },
  { name: 'built', missing: 'median' },
];
const kept = factors.map((factor) => ({ ...factor, missing: 'keep' }));

/** Every key that a plan can hold, but for the engine. */
export const manyKeys = {
  modelType: 'linear_regression',
  target: 'price',
  targetParams: { type: 'number', min: 50, max: 600, from: ['cost'] },
  task: 'regression',
  factorParams: [
    { name: 'size', type: 'number', missing: 'mean', normalize: 'minmax', min: 21, max: 119, from: ['area'] },
    { name: 'rooms', type: 'numeric', missing: { constant: 2 }, normalize: false },
    { name: 'district', type: 'category', enum: ['Harbour', 'Garden', '北京'], missing: 'most_frequent' },
    { name: 'garden', type: 'boolean', missing: 'drop' },
    { name: 'built', type: 'date', min: '1990-02-01', max: '2022-01-01', missing: 'median' },
  ],
  modelParams: { fit_intercept: true, alpha: 0.5, tol: 1e-12 },
  userPipelineControl: { preprocess: true, normalize: true, postprocess: false },
  split: { testSize: 0.25, seed: 7, stratify: false },
  read: { ...read, delimiter: ';', encoding: 'utf-8', header: true, dayOrder: { built: 'dmy' } },
  merge: { duplicates: 'keep', missingColumn: 'fill' },
  engine: 'simd',
  name: 'ridge / "all keys"',
};
const other = drawFlats(40, 8).replace('size;', 'area;').replace(';price;', ';cost;');

const textTable = { files: { 'texts.csv': drawTexts(120, 5) }, rows: texts, repeats: true };
const textFactor = { factorParams: [{ name: 'text', type: 'text' }] };
const sentences = ['text,label', ...drawSentences(60, 1).map((text, row) => `${text},${'ab'[row % 2]}`)].join('\n');
const small = { train: 'new', width: 16, heads: 2, layers: 1, context: 16, steps: 4, vocabulary: 280, max_tokens: 12 };
const questions = ['good day,positive', 'bad luck,negative', 'a good end,positive', 'so bad,negative'];
const chatRows = [...questions, ...questions.map((line) => `once more ${line}`), 'good,positive', 'bad,negative'];

/** The models by the name of their file. */
export const storedCases: Record<string, StoredCase> = {
  'linear-ols': {
    ...flatsTable,
    request: { modelType: 'linear_regression', target: 'price', factorParams: filled, read, name: 'linear-ols' },
  },
  'linear-ridge': { ...flatsTable, files: { ...flatsTable.files, 'more.csv': other }, request: manyKeys },
  'logistic-two': {
    ...flatsTable,
    request: { modelType: 'logistic_regression', target: 'cheap', factorParams: filled, read, name: 'logistic-two' },
  },
  'logistic-three': {
    ...flatsTable,
    request: {
      modelType: 'logistic_regression',
      target: 'grade',
      factorParams: factors,
      read,
      modelParams: { C: 0.5, class_weight: 'balanced' },
      userPipelineControl: { normalize: true, postprocess: true },
      split: { testSize: 0.2, seed: 3, stratify: true },
      name: 'logistic-three',
    },
  },
  'mlp-regression': {
    ...flatsTable,
    request: {
      modelType: 'dnn',
      target: 'price',
      factorParams: filled,
      read,
      modelParams: { hidden_layer_sizes: [6, 4], activation: 'tanh', max_iter: 20 },
      userPipelineControl: { normalize: true, postprocess: true },
      engine: 'simd',
      name: 'mlp-regression',
    },
  },
  'mlp-scaled': {
    ...flatsTable,
    request: {
      modelType: 'dnn',
      target: 'price',
      factorParams: [{ name: 'size' }, { name: 'rooms', normalize: 'robust' }],
      read,
      modelParams: { hidden_layer_sizes: [3], solver: 'sgd', max_iter: 5 },
      userPipelineControl: { normalize: true, postprocess: false },
      split: { testSize: 0, seed: 1 },
      engine: 'simd',
      name: 'mlp-scaled',
    },
  },
  'mlp-two': {
    ...flatsTable,
    request: {
      modelType: 'dnn',
      target: 'cheap',
      factorParams: filled,
      read,
      modelParams: { hidden_layer_sizes: [5], max_iter: 12, early_stopping: true },
      engine: 'simd',
      name: 'mlp-two',
    },
  },
  'mlp-three': {
    ...flatsTable,
    request: {
      modelType: 'dnn',
      target: 'grade',
      factorParams: filled,
      read,
      modelParams: { hidden_layer_sizes: [5, 4], activation: 'logistic', max_iter: 10, class_weight: 'balanced' },
      userPipelineControl: { normalize: true, postprocess: false },
      engine: 'simd',
      name: 'mlp-three',
    },
  },
  'trees-regression': {
    ...flatsTable,
    request: {
      modelType: 'gradient_boosting',
      target: 'price',
      factorParams: kept,
      read,
      modelParams: { max_iter: 6, min_samples_leaf: 5, monotonic_cst: 'size+' },
      name: 'trees-regression',
    },
  },
  'trees-two': {
    ...flatsTable,
    request: {
      modelType: 'gradient_boosting',
      target: 'cheap',
      factorParams: kept,
      read,
      modelParams: { max_iter: 5, min_samples_leaf: 4 },
      name: 'trees-two',
    },
  },
  'trees-three': {
    ...flatsTable,
    request: {
      modelType: 'gradient_boosting',
      target: 'grade',
      factorParams: kept,
      read,
      modelParams: { max_iter: 4, max_depth: 3, early_stopping: true, min_samples_leaf: 5 },
      userPipelineControl: { postprocess: true },
      name: 'trees-three',
    },
  },
  'ngram-two': {
    ...textTable,
    request: { modelType: 'text_classifier', target: 'topic', ...textFactor, name: 'ngram-two' },
  },
  'ngram-three': {
    ...textTable,
    request: {
      modelType: 'text_classifier',
      target: 'three',
      ...textFactor,
      modelParams: { analyzer: 'word+char_wb', ngram_max: 2, max_features: 300 },
      name: 'ngram-three',
    },
  },
  'ngram-nbsvm': {
    ...textTable,
    request: {
      modelType: 'text_classifier',
      target: 'three',
      ...textFactor,
      modelParams: { method: 'nbsvm', lowercase: false, token_pattern: '\\w\\w+' },
      name: 'ngram-nbsvm',
    },
  },
  'ngram-labels': {
    ...textTable,
    request: {
      modelType: 'text_classifier',
      target: 'labels',
      ...textFactor,
      modelParams: { multi_label: true },
      name: 'ngram-labels',
    },
  },
  'transformer-none': {
    ...textTable,
    files: {
      'texts.csv':
        'text,mood\nso good,POSITIVE\nso bad,NEGATIVE\nI loved it,POSITIVE\nI hated it,NEGATIVE\nfine,POSITIVE\nno,NEGATIVE',
    },
    request: {
      modelType: 'huggingface_text',
      target: 'mood',
      ...textFactor,
      modelParams: { model_files: encoder(), train: 'none' },
      name: 'transformer-none',
    },
    folder: encoderFolder,
    tolerance: 1e-4,
    repeats: false,
  },
  'transformer-labels-written': {
    ...textTable,
    files: { 'texts.csv': 'text\nI loved it\nI hated it' },
    request: {
      modelType: 'huggingface_text',
      ...textFactor,
      modelParams: { model_files: encoder() },
      name: 'transformer-labels-written',
    },
    folder: encoderFolder,
    tolerance: 1e-4,
    repeats: false,
  },
  'transformer-head': {
    ...textTable,
    request: {
      modelType: 'huggingface_text',
      target: 'three',
      ...textFactor,
      modelParams: { model_files: smallEncoder(), train: 'head', max_length: 16 },
      name: 'transformer-head',
    },
    tolerance: 1e-4,
    repeats: false,
  },
  'transformer-full': {
    ...textTable,
    request: {
      modelType: 'huggingface_text',
      target: 'labels',
      ...textFactor,
      modelParams: { model_files: smallEncoder(), train: 'full', epochs: 1, multi_label: true, max_length: 16 },
      engine: 'wasm',
      name: 'transformer-full',
    },
    tolerance: 1e-4,
    repeats: false,
  },
  'writer-new': {
    files: { 'sentences.csv': sentences },
    rows: [
      { text: 'the farmer', label: 'a' },
      { text: 'my sisters', label: '' },
      { text: null, label: 'b' },
    ],
    request: {
      modelType: 'llm',
      target: 'label',
      modelParams: { ...small, template: '{text} -> {label}' },
      engine: 'simd',
      name: 'writer-new',
    },
    repeats: true,
  },
  'writer-none': {
    files: { 'texts.csv': 'text\nPositive review: this\nNegative review: I' },
    rows: [{ text: 'Positive review: the' }, { text: '' }, { text: 'Negative review: my' }],
    request: {
      modelType: 'llm',
      modelParams: {
        model_files: decoder(),
        weights: 'safetensors',
        chat: false,
        max_tokens: 10,
        temperature: 0.7,
        top_p: 0.9,
        random_state: 3,
      },
      read: { delimiter: ',' },
      name: 'writer-none',
    },
    folder: decoderFolder,
    repeats: true,
  },
  'chat-classes': {
    files: { 'chat.csv': ['text,mood', ...chatRows].join('\n') },
    rows: [{ text: 'a good one' }, { text: 'neither' }, { text: '' }],
    request: {
      modelType: 'openai_chat',
      target: 'mood',
      modelParams: {
        base_url: `${chatServer}/label/v1`,
        model: 'small',
        system: 'Answer with a word.',
        max_tokens: 20,
        price_in: 0.5,
        price_out: 1,
        top_p: 0.9,
        seed: 3,
        concurrency: 2,
        tries: 3,
        timeout: 30,
      },
      split: { testSize: 0.4, seed: 2 },
      name: 'chat-classes',
    },
    repeats: true,
  },
  'chat-written': {
    files: { 'chat.csv': 'city,year,target\nOslo,1048,x\nRome,,y\nBonn,1949,z' },
    rows: [
      { city: 'Kyiv', year: 1991 },
      { city: 'Lima', year: null },
    ],
    request: {
      modelType: 'openai_chat',
      task: 'generation',
      modelParams: { base_url: `${chatServer}/echo/v1`, model: 'small', template: '{city} in {year}?', reuse: false },
      name: 'chat-written',
    },
    repeats: true,
  },
};

/** The services of a run whose questions go to a server that is there, in no time. `address`: of the server on loopback. */
export function chatAt(address: string): HostServices {
  const { chat, ...rest } = hostServices({}, () => 0);
  return { ...rest, chat: (job, run) => chat({ ...job, server: job.server.replace(chatServer, address) }, run) };
}

/** Trains a stored case anew; the model's id is that of the moment when all of them were made. */
export async function trainStored({ files, request }: StoredCase, server: string): Promise<Trained> {
  const trained = await trainCsv(files, request, { host: chatAt(server) });
  const made = { ...trained.bundle, madeAt: new Date(madeAt).toISOString() };
  const id = await modelId(made);
  return { ...trained, bundle: { ...made, id, report: { ...made.report, modelId: id } } };
}
