import { AppError } from '../../base/errors.ts';
import { phrase } from '../../base/messages.ts';
import { notice, type Notice } from '../../base/notice.ts';
import { randomFrom } from '../../base/random.ts';
import { log, throwIfStopped, type Run } from '../../base/run.ts';
import type { Fitted, Samples } from '../../contract/model/adapter.ts';
import type { OptionsOf } from '../../contract/request/options.ts';
import type { ModelFile, TransformerArtifact } from '../../contract/model/transformer-artifact.ts';
import { usedEngine } from '../../contract/result/used-engine.ts';
import { joinedTexts } from '../../models/transformer/transformer-predictor.ts';
import { checkClassifier, isMultiLabel, outputNames, toEncoderSpec, withLabels } from '../../transformers/config.ts';
import { downloadFolder } from '../../transformers/fetch-folder.ts';
import { openFolder, weightsPath, type Folder } from '../../transformers/folder.ts';
import { readSafetensors, writeSafetensors } from '../../transformers/safetensors.ts';
import { weightsFor } from '../../transformers/weights.ts';
import { requireClasses, requireTexts } from '../samples.ts';
import { openEncoderOn } from './engine.ts';
import { checkMemory, memoryHere, type Job } from './forecast.ts';
import { fitHead } from './head.ts';
import { areTheSame, matchLabels } from './labels.ts';
import type { huggingfaceText } from './meta.ts';
import { readSettings, type Settings } from './settings.ts';
import { timeFor, tune } from './tune.ts';
import type { TokenRows, LabelTargets } from '../../networks/encoder-spec.ts';
import type { PlainTensor } from '../../networks/tensor.ts';

const smallFiles = [
  'config.json',
  'tokenizer.json?',
  'tokenizer_config.json?',
  'special_tokens_map.json?',
  'vocab.txt?',
];

/** Where this build stands: addresses of models count from there. */
const base = new URL('..', import.meta.url);

/**
 * Takes a text classifier as it is, or trains it on texts and labels. The artifact holds the whole folder, so that the model needs no network.
 * @throws AppError `model.*`, `train.*`, `read.*` and `privacy.*` of the download, `run.stopped`
 */
export async function fitText(samples: Samples, options: OptionsOf<typeof huggingfaceText>, run: Run): Promise<Fitted> {
  throwIfStopped(run);
  const settings = readSettings(options, samples.seed);
  const { train } = settings;
  if (train !== 'none') requireTexts(samples);
  const classes =
    samples.task === 'classification'
      ? train === 'none' || samples.labelMatrix
        ? (samples.classes ?? [])
        : requireClasses(samples)
      : [];
  if (train !== 'none' && classes.length === 0) throw new AppError('train.no-labels', {});

  const origin = { model: settings.model, host: settings.host, picked: settings.files };
  const source = downloadFolder(origin, base, samples.host, run);
  try {
    const folder = openFolder(settings.model, await source.fetch(smallFiles));
    const maxLength = Math.min(folder.longest, settings.maxLength ?? Infinity);
    if (train === 'none')
      return await asItIs(
        { folder, fetch: source.fetch, classes, maxLength, settings },
        samples.labelMatrix !== undefined,
      );
    return await trained({ folder, fetch: source.fetch, classes, maxLength, settings }, samples, run);
  } catch (error) {
    // What could not be read is fetched anew the next time.
    if (error instanceof AppError && error.code.startsWith('model.bad-')) await source.forget();
    throw error;
  }
}

type FetchFiles = ReturnType<typeof downloadFolder>['fetch'];

/** Keeps a model as it came, in its ONNX form where it has one. */
async function asItIs(
  { folder: { config, small }, fetch, classes, maxLength, settings: { model } }: Material,
  several: boolean,
): Promise<Fitted> {
  checkClassifier(config);
  const labels = outputNames(config);
  const outputs = matchLabels(classes, labels, isMultiLabel(config) && !several);
  const [onnx] = await fetch([`${weightsPath.onnx}?`]);
  const [weights] = onnx ? [onnx] : await fetch([`${weightsPath.safetensors}?`]);
  if (!weights) throw new AppError('model.missing-file', { model, file: weightsPath.onnx });
  if (!onnx) weightsFor(toEncoderSpec(config, labels.length).spec, readSafetensors(weights.path, weights.bytes));
  const artifact: TransformerArtifact = {
    form: 'transformer',
    files: [...small, weights],
    classes,
    outputs,
    ...(several ? { several } : {}),
    maxLength,
  };
  return {
    artifact,
    engine: usedEngine('wasm', [phrase('engine.as-it-is', { library: onnx ? 'ONNX Runtime' : 'TF.js' })]),
  };
}

interface Material {
  folder: Folder;
  fetch: FetchFiles;
  classes: readonly string[];
  maxLength: number;
  settings: Settings;
}

/** Trains a model that has safetensors: its head by logistic regression, or more of it in TF.js. */
async function trained(
  { folder: { config, tokenizer, small }, fetch, classes, maxLength, settings }: Material,
  samples: Samples,
  run: Run,
): Promise<Fitted> {
  const { train, model, batchSize } = settings;
  if (train === 'none') throw new TypeError('there is nothing to train');
  // Labels that the model knows keep its head; others begin a new one.
  const several = samples.labelMatrix !== undefined;
  const known = isMultiLabel(config) === several && areTheSame(classes, outputNames(config));
  const labels = known ? outputNames(config) : [...classes];
  const outputs = matchLabels(classes, labels, false);
  const { spec, architecture } = toEncoderSpec(config, labels.length);

  const { rows, cut } = await tokenize(samples, (text) => tokenizer.encode(text, maxLength), maxLength, run);
  const targets = toLabelTargets(samples, outputs);
  const job: Job = { spec, train, batchSize, maxLength };
  const megabytes = checkMemory(job, rows, settings.memory ?? memoryHere());

  const [file] = await fetch([`${weightsPath.safetensors}?`]);
  if (!file) throw new AppError('train.no-weights', { model });
  const given = readSafetensors(file.path, file.bytes);
  if (!known) for (const part of ['weight', 'bias']) given.delete(`${spec.names.classifier}.${part}`);
  const random = randomFrom(settings.seed);
  const start = weightsFor(spec, given, random);

  const began = run.now();
  const { encoder, why } = await openEncoderOn(
    samples.engine ?? 'auto',
    { spec, weights: start, trained: train === 'head' ? 'none' : train, padId: tokenizer.padId, random },
    rows,
    run,
  );
  const engineMs = run.now() - began;
  const notices: Notice[] = cut > 0 ? [notice('train.texts-cut', { rows: cut, length: maxLength })] : [];
  try {
    let learned: ReadonlyMap<string, PlainTensor>;
    if (train === 'head') {
      const fit = await fitHead(encoder, spec, rows, targets, labels, settings.C, run);
      learned = new Map([...start, ...fit.head]);
      notices.push(...fit.notices);
    } else {
      const tuning = { ...settings.tuning[train], job, seed: settings.seed };
      log(run, 'train', 'train.forecast', { ...(await timeFor(encoder, rows, tuning, run)), megabytes });
      const found = await tune(encoder, rows, targets, tuning, run);
      learned = found.weights;
      notices.push(...found.notices);
    }
    const files = folderWith(small, withLabels(config, labels, architecture, several), writeSafetensors(learned));
    const artifact: TransformerArtifact = {
      form: 'transformer',
      files,
      classes,
      outputs,
      ...(several ? { several } : {}),
      maxLength,
    };
    return { artifact, engine: usedEngine(encoder.engine, why), engineMs, notices };
  } finally {
    encoder.dispose();
  }
}

/** Gives what is right in the order of the model's labels. */
function toLabelTargets(
  { target, labelMatrix, classes = [] }: Samples,
  outputs: TransformerArtifact['outputs'],
): LabelTargets {
  if (!labelMatrix) return Int32Array.from(target, (code) => outputs[code][0]);
  const truth = new Uint8Array(labelMatrix.length);
  for (let i = 0; i < labelMatrix.length; i++) {
    const code = i % classes.length;
    truth[i - code + outputs[code][0]] = labelMatrix[i];
  }
  return truth;
}

async function tokenize(
  samples: Samples,
  encode: (text: string) => Int32Array,
  maxLength: number,
  run: Run,
): Promise<{ rows: TokenRows; cut: number }> {
  const rows: Int32Array[] = [];
  for (const text of joinedTexts(samples.features, 0, samples.features.rows)) {
    rows.push(encode(text));
    await run.yield();
  }
  return { rows, cut: rows.filter(({ length }) => length >= maxLength).length };
}

function folderWith(small: readonly ModelFile[], config: object, weights: Uint8Array<ArrayBuffer>): ModelFile[] {
  const bytes = new TextEncoder().encode(JSON.stringify(config, null, 1));
  return [
    { path: 'config.json', bytes },
    ...small.filter(({ path }) => path !== 'config.json'),
    { path: weightsPath.safetensors, bytes: weights },
  ];
}
