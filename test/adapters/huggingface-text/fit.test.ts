import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fitText } from '../../../src/adapters/huggingface-text/fit.ts';
import { matchLabels } from '../../../src/adapters/huggingface-text/labels.ts';
import { huggingfaceText } from '../../../src/adapters/huggingface-text/meta.ts';
import type { Samples } from '../../../src/contract/model/adapter.ts';
import { readOptions } from '../../../src/contract/request/options.ts';
import type { TransformerArtifact } from '../../../src/contract/model/transformer-artifact.ts';
import { openTransformer } from '../../../src/models/transformer/transformer-predictor.ts';
import { fromModelMembers, toModelMembers } from '../../../src/storage/model-members.ts';
import { readSafetensors, writeSafetensors } from '../../../src/transformers/safetensors.ts';
import { quietRun } from '../../run.ts';
import { fixtureBytes, fixtureJson, fixtureRows, reference, type Labelled } from '../../transformers/fixture.ts';
import { picked } from '../../transformers/picked.ts';
import type { Features } from '../../../src/contract/model/features.ts';

// A bundler gives an address for each of these files; in Node TF.js opens them by path.
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url', () => wasmFile('tfjs-backend-wasm.wasm'));
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url', () =>
  wasmFile('tfjs-backend-wasm-simd.wasm'),
);
vi.mock('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url', () =>
  wasmFile('tfjs-backend-wasm-threaded-simd.wasm'),
);
const { wasmFile } = vi.hoisted(() => ({
  wasmFile: (name: string) => ({ default: `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}` }),
}));

function toFeatures(texts: readonly string[]): Features {
  return {
    rows: texts.length,
    names: [],
    scale: [],
    levels: [],
    block: () => new Float64Array(0),
    texts: { names: ['text'], cells: (from, to) => [texts.slice(from, to)] },
  };
}

function makeSamples(rows: readonly Labelled[], classes = ['NEGATIVE', 'POSITIVE']): Samples {
  return {
    features: toFeatures(rows.map(({ text }) => text)),
    target: Float64Array.from(rows, ({ code }) => code),
    classes,
    task: 'classification',
    seed: 42,
    engine: 'wasm',
  };
}

async function fit(samples: Samples, given: Record<string, unknown>, run = quietRun()) {
  const options = readOptions(huggingfaceText.options, { model_files: picked(), ...given }, 'huggingface_text');
  const fitted = await fitText(samples, options, run);
  return { ...fitted, artifact: fitted.artifact as TransformerArtifact, events: run.events };
}

async function probabilities(artifact: TransformerArtifact, texts: readonly string[]): Promise<Float64Array> {
  const predictor = openTransformer(artifact);
  const { outputs } = await predictor.predict(toFeatures(texts), quietRun());
  predictor.dispose();
  return outputs;
}

function accuracy(outputs: Float64Array, rows: readonly Labelled[]): number {
  return rows.filter(({ code }, row) => (outputs[2 * row + 1]! > 0.5 ? 1 : 0) === code).length / rows.length;
}

const train = fixtureRows('new-words-train.tsv');
const heldout = fixtureRows('new-words-heldout.tsv');
const some = train.slice(0, 60);

describe('a model as it is', () => {
  let artifact: TransformerArtifact;
  beforeAll(async () => {
    ({ artifact } = await fit(makeSamples(some, ['neg', 'pos']), { train: 'none' }));
  });

  it('gives the logits of the reference, long texts too', async () => {
    const outputs = await probabilities(
      artifact,
      reference.predictions.map(({ text }) => text),
    );
    reference.predictions.forEach(({ logits }, row) => {
      const odds = Math.log(outputs[2 * row + 1]! / outputs[2 * row]!);
      expect(Math.abs(odds - (logits[1]! - logits[0]!))).toBeLessThan(2e-4);
    });
  });

  it('writes its labels where there is no target', async () => {
    const { artifact: plain } = await fit({ ...makeSamples([]), task: 'generation' }, { train: 'none' });
    const predictor = openTransformer(plain);
    const texts = ['I loved this movie.', 'I hated this movie.'];
    expect(await predictor.generate?.(toFeatures(texts), quietRun())).toEqual({ texts: ['POSITIVE', 'NEGATIVE'] });
    predictor.dispose();
  });

  it('is kept as a folder of Hugging Face, and comes back from it', async () => {
    const members = await toModelMembers(artifact);
    expect(members.map(({ name }) => name)).toEqual([
      'transformer.json',
      'model/config.json',
      'model/tokenizer_config.json',
      'model/special_tokens_map.json',
      'model/tokenizer.json',
      'model/model.safetensors',
    ]);
    const back = (await fromModelMembers(
      new Map(members.map(({ name, bytes }) => [name, bytes])),
    )) as TransformerArtifact;
    expect({ ...back, files: [] }).toEqual({ ...artifact, files: [] });
    artifact.files.forEach(({ path, bytes }, i) => {
      expect(back.files[i]?.path).toBe(path);
      expect(Buffer.compare(back.files[i]!.bytes, bytes)).toBe(0);
    });
  });

  it('answers any text: empty, long, emoji, right to left, broken', async () => {
    const texts = ['', '🙂'.repeat(500), 'مرحبا بالعالم', '\ud800\udfff\u0000', 'good '.repeat(20_000)];
    const outputs = await probabilities(artifact, texts);
    texts.forEach((_, row) => expect(outputs[2 * row]! + outputs[2 * row + 1]!).toBeCloseTo(1, 12));
  });

  it('takes several labels where its config says so, sets of them too', async () => {
    const config = { ...fixtureJson<object>('config.json'), problem_type: 'multi_label_classification' };
    const { artifact: several } = await fit(makeSamples(some, ['NEGATIVE', 'NEGATIVE; POSITIVE', 'POSITIVE']), {
      train: 'none',
      model_files: picked({ 'config.json': JSON.stringify(config) }),
    });
    expect(several.outputs).toEqual([[0], [0, 1], [1]]);
    const { text, logits } = reference.predictions[8]!;
    const [negative, positive] = logits.map((logit) => 1 / (1 + Math.exp(-logit))) as [number, number];
    const likely = [negative * (1 - positive), negative * positive, positive * (1 - negative)];
    const total = likely[0]! + likely[1]! + likely[2]!;
    const found = await probabilities(several, [text]);
    likely.forEach((each, i) => expect(Math.abs(found[i]! - each / total)).toBeLessThan(1e-4));
  });
});

describe('training', () => {
  it('fits the head as PyTorch does: logistic regression on frozen features', async () => {
    const { artifact, events } = await fit(makeSamples(train), { train: 'head' });
    const outputs = await probabilities(
      artifact,
      heldout.map(({ text }) => text),
    );
    const { after } = fixtureJson<{
      modes: Record<string, { after: { heldout_accuracy: number; heldout_loss: number } }>;
    }>('training-reference.json').modes['head_after_pre_classifier']!;
    const loss = heldout.reduce((sum, { code }, row) => sum - Math.log(outputs[2 * row + code]!) / 400, 0);
    expect(loss).toBeCloseTo(after.heldout_loss, 3);
    expect(accuracy(outputs, heldout)).toBeCloseTo(after.heldout_accuracy, 2);
    const shares = events.flatMap((event) => (event.type === 'progress' ? [event.done / event.total] : []));
    expect(shares.at(-1)).toBe(1);
  });

  it('learns new labels, tells a forecast first, and predicts the same after saving', async () => {
    const toys = some.map(({ text }, i) => ({
      text: `${['great', 'bad', 'hotel'][i % 3]} ${text}`,
      code: i % 3,
    }));
    const { artifact, events, engine } = await fit(makeSamples(toys, ['b', 'g', 'r']), {
      train: 'full',
      epochs: 8,
      batch_size: 8,
      learning_rate: 2e-3,
      max_length: 64,
    });
    expect(engine.name).toBe('wasm');
    const codes = events.flatMap((event) => (event.type === 'log' ? [event.code] : []));
    expect(codes).toEqual(['train.engine', 'train.forecast', 'train.pace']);
    const losses = events.flatMap((event) => (event.type === 'epoch' ? [event.loss] : []));
    expect(losses.length).toBe(8);
    expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]!);
    const texts = toys.map(({ text }) => text);
    const before = await probabilities(artifact, texts);
    const members = new Map((await toModelMembers(artifact)).map(({ name, bytes }) => [name, bytes]));
    expect(await probabilities((await fromModelMembers(members)) as TransformerArtifact, texts)).toEqual(before);
    expect(await probabilities(structuredClone(artifact), texts)).toEqual(before);
    const config = JSON.parse(new TextDecoder().decode(members.get('model/config.json')));
    expect(config).toMatchObject({
      architectures: ['DistilBertForSequenceClassification'],
      id2label: { 0: 'b', 1: 'g', 2: 'r' },
      label2id: { b: 0, g: 1, r: 2 },
    });
    const saved = readSafetensors('model.safetensors', members.get('model/model.safetensors')!);
    const own = readSafetensors('model.safetensors', fixtureBytes('model.safetensors'));
    expect([...saved.keys()].sort()).toEqual([...own.keys()].sort());
    expect(saved.get('classifier.weight')?.shape).toEqual([3, 64]);
  });

  it.each([
    ['head', { C: 100 }],
    ['full', { epochs: 8, batch_size: 8, learning_rate: 2e-3, validation_fraction: 0 }],
  ])('learns several labels a text, each by itself: %s', async (mode, options) => {
    const has = some.map((_, i) => [i % 2, i % 3 === 0 ? 1 : 0, i % 5 === 0 ? 1 : 0]);
    const texts = some.map(
      ({ text }, i) => `${['great', 'bad', 'hotel'].filter((_, l) => has[i]![l]).join(' ')} ${text}`,
    );
    const samples: Samples = {
      ...makeSamples(some, ['x', 'y', 'z']),
      features: toFeatures(texts),
      labelMatrix: Uint8Array.from(has.flat()),
    };
    const { artifact, events } = await fit(samples, { train: mode, max_length: 64, ...options });
    const outputs = await probabilities(artifact, texts);
    const right = has.flat().filter((label, i) => (outputs[i]! > 0.5 ? 1 : 0) === label).length;
    expect(right / outputs.length).toBeGreaterThan(0.75);
    const losses = events.flatMap((event) => (event.type === 'epoch' ? [event.loss] : []));
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
    expect(artifact.several).toBe(true);
    const members = new Map((await toModelMembers(artifact)).map(({ name, bytes }) => [name, bytes]));
    expect(await probabilities((await fromModelMembers(members)) as TransformerArtifact, texts)).toEqual(outputs);
    expect(new TextDecoder().decode(members.get('model/config.json'))).toContain('multi_label_classification');
  });

  it('stops within one batch', async () => {
    const stop = new AbortController();
    const run = quietRun(stop.signal);
    const stopping = {
      ...run,
      report: (event: (typeof run.events)[number]) => void (event.type === 'progress' && stop.abort()),
    };
    await expect(fit(makeSamples(some), { train: 'last_layer' }, stopping)).rejects.toMatchObject({
      code: 'run.stopped',
    });
  });

  it('refuses what cannot fit before it begins, with advice', async () => {
    await expect(fit(makeSamples(some), { train: 'full', max_memory: 5 })).rejects.toMatchObject({
      code: 'train.model-too-large',
      params: { most: 5, batch: 16, length: 128 },
      hint: expect.stringContaining('head alone'),
    });
  });
});

describe('what is wrong with a folder is said', () => {
  const cut = fixtureBytes('model.safetensors').slice(0, 2000);
  const huge = fixtureBytes('model.safetensors');
  new DataView(huge.buffer).setBigUint64(0, 10_000_000_000n, true);
  const short = fixtureBytes('model.safetensors').slice(0, -1000);
  const named = (name: string) => JSON.stringify({ ...fixtureJson<object>('config.json'), ...JSON.parse(name) });

  it.each([
    ['a cut header', { 'model.safetensors': cut }, 'model.bad-safetensors', /cut off/],
    ['a header of 10 GB', { 'model.safetensors': huge }, 'model.bad-safetensors', /10000000000 bytes/],
    ['cut numbers', { 'model.safetensors': short }, 'model.bad-safetensors', /cut off/],
    ['no config', { 'config.json': null }, 'model.missing-file', /config\.json/],
    ['no tokenizer', { 'tokenizer.json': null }, 'model.missing-file', /tokenizer\.json/],
    ['no weights', { 'model.safetensors': null }, 'train.no-weights', /model\.safetensors/],
    ['a page instead of the config', { 'config.json': '<!doctype html>' }, 'model.bad-content', /config\.json/],
    [
      'another architecture',
      { 'config.json': named('{"model_type":"deberta-v2","architectures":["DebertaV2ForSequenceClassification"]}') },
      'model.unsupported-architecture',
      /DebertaV2/,
    ],
    ['a config of another size', { 'config.json': named('{"dim":128,"n_heads":2}') }, 'model.bad-tensor', /2048 × 64/],
    ['a config with more layers', { 'config.json': named('{"n_layers":3}') }, 'model.missing-tensor', /layer\.2/],
  ])('%s', async (_, changed, code, words) => {
    const failing = fit(makeSamples(some), { train: 'head', model_files: picked(changed) });
    await expect(failing).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words),
      hint: expect.stringMatching(/\S/),
    });
  });

  it('a model that writes instead of classifying', async () => {
    const config = named('{"architectures":["DistilBertForMaskedLM"]}');
    const failing = fit(makeSamples(some), { train: 'none', model_files: picked({ 'config.json': config }) });
    await expect(failing).rejects.toMatchObject({ code: 'model.unsupported-architecture' });
  });

  it('labels that the model does not know', async () => {
    const failing = fit(makeSamples(some, ['cat', 'dog']), { train: 'none' });
    await expect(failing).rejects.toMatchObject({ code: 'train.other-labels', params: { class: 'cat' } });
  });
});

describe('labels', () => {
  it('are matched by word, number and beginning', () => {
    const labels = ['NEGATIVE', 'POSITIVE'];
    expect(matchLabels(['pos', 'negative'], labels, false)).toEqual([[1], [0]]);
    expect(matchLabels(['0', '1'], labels, false)).toEqual([[0], [1]]);
    expect(matchLabels(['LABEL_1'], labels, false)).toEqual([[1]]);
    expect(() => matchLabels(['2'], labels, false)).toThrow('NEGATIVE');
  });
});

describe('safetensors', () => {
  it('come back byte for byte', () => {
    const bytes = fixtureBytes('model.safetensors');
    expect(Buffer.compare(writeSafetensors(readSafetensors('model.safetensors', bytes)), bytes)).toBe(0);
  });
});
