import { AppError } from '../../base/errors.ts';
import { phrase } from '../../base/messages.ts';
import { notice, type Notice } from '../../base/notice.ts';
import { randomFrom, type Random } from '../../base/random.ts';
import { log, throwIfStopped, type Run } from '../../base/run.ts';
import type { Fitted, Samples } from '../../contract/model/adapter.ts';
import { decoderTensors, type DecoderSpec, type DecoderWeights } from '../../networks/decoder-spec.ts';
import type { OptionsOf } from '../../contract/request/options.ts';
import { usedEngine } from '../../contract/result/used-engine.ts';
import type { CausalLmArtifact, GenerationOptions } from '../../contract/model/causal-lm-artifact.ts';
import { countBigrams } from './bigram-counts.ts';
import { type Corpus, toCorpus, splitWindows } from '../../models/causal-lm/corpus.ts';
import { generate, type Letters } from '../../models/causal-lm/generate.ts';
import { openDecoderSteps } from '../../models/causal-lm/decoder-steps.ts';
import { fillPrompts } from '../../models/prompts.ts';
import { estimateMemory, openDecoder, type DecoderTrainer } from '../../kernels/decoder.ts';
import { learnBytePairs } from '../../transformers/byte-pairs.ts';
import { learnCharacters } from '../../transformers/characters.ts';
import { writeGpt2 } from '../../transformers/gpt2.ts';
import type { LearnedTokenizer } from '../../transformers/learned.ts';
import { openTokenizer } from '../../transformers/tokenizer.ts';
import { requireTexts } from '../samples.ts';
import type { llm } from './meta.ts';
import { drawWindow } from './draw-window.ts';

/** The options of learning from nothing, as they were checked. */
type LearnOptions = Pick<
  OptionsOf<typeof llm>,
  | 'tokens'
  | 'vocabulary'
  | 'layers'
  | 'heads'
  | 'width'
  | 'context'
  | 'steps'
  | 'batch_size'
  | 'learning_rate'
  | 'weight_decay'
  | 'validation_fraction'
>;

/** Number of times a run measures its validation loss and writes a sample. */
const looks = 20;
/** Number of tokens predicted per validation. */
const maxHeldRows = 10_000;
/** Fewer tokens are no text to learn from. */
const minTokens = 256;
/** How a sample is written: from an empty text, a little by chance. */
const sampling = { maxTokens: 48, temperature: 0.8, topP: 0.95, chat: false };
/** Steps over which the learning rate rises to its full size: a transformer that starts at the full rate does not recover. */
const warmUp = 100;
/** What WebAssembly can address, less what else there is, in MB. */
const maxMegabytes = 3000;

/**
 * Trains a small GPT-2 from nothing on the rows' texts: AdamW with warm-up and a rate that falls along a cosine, gradients cut to norm 1, windows
 * drawn by chance. The weights with the lowest loss on held-back rows are kept; while it learns it shows what it writes.
 * @throws AppError `train.bad-width`, `train.text-too-short`, `train.no-memory`, `train.not-finite`, `train.no-simd`, `run.stopped`
 */
export async function learnCausalLm(
  samples: Samples,
  template: string,
  rule: GenerationOptions,
  options: LearnOptions,
  run: Run,
): Promise<Fitted> {
  throwIfStopped(run);
  requireTexts(samples);
  const { width, heads, layers, context, steps } = options;
  if (width % (4 * heads) !== 0) throw new AppError('train.bad-width', { width, heads, unit: 4 * heads });
  const random = randomFrom(rule.seed);

  const texts = fillPrompts(template, samples.features);
  const { learned, held } = holdBack(texts, options.validation_fraction, random);
  const tokenizer = await learnTokenizer(learned, options, run);
  const corpus = await toCorpus(learned, tokenizer, run);
  const size = corpus.tokens.length;
  if (size < minTokens) throw new AppError('train.text-too-short', { tokens: size, least: minTokens });
  const validation = splitWindows(await toCorpus(held, tokenizer, run, maxHeldRows), context);
  const spec: DecoderSpec = {
    vocabulary: tokenizer.size,
    positions: context,
    width,
    heads,
    inner: 4 * width,
    layers,
    epsilon: 1e-5,
  };
  if (estimateMemory(spec) > maxMegabytes) throw new AppError('train.no-memory', { megabytes: estimateMemory(spec) });
  const decoder = await openDecoder(spec, startingWeights(spec, random));
  const { build, parameters } = decoder;
  log(run, 'train', 'train.corpus', { tokens: size, vocabulary: tokenizer.size, parameters });
  try {
    const best = await train(decoder, { spec, corpus, validation, tokenizer, options, seed: rule.seed, random }, run);
    const artifact: CausalLmArtifact = {
      form: 'writer',
      files: writeGpt2(spec, best.weights, tokenizer),
      weights: 'safetensors',
      positions: context,
      template,
      rule,
    };
    return {
      artifact,
      engine: usedEngine(build, [phrase('engine.decoder', {})]),
      bigrams: countBigrams(corpus.tokens, tokenizer.size),
      notices: best.notices.concat(passesNotice(size, options, steps)),
    };
  } finally {
    decoder.dispose();
  }
}

/** Warns where the text is read so often that it will be learned by heart. */
function passesNotice(tokens: number, { batch_size: batch, context }: LearnOptions, steps: number): Notice[] {
  const passes = Math.round((steps * batch * context) / tokens);
  return passes > 30 ? [notice('train.many-passes', { passes }, 'warning')] : [];
}

/** Holds back texts by chance; of very few none. */
function holdBack(texts: readonly string[], share: number, random: Random): { learned: string[]; held: string[] } {
  const order = Array.from(random.permutation(texts.length), (index) => texts[index]);
  const count = texts.length < 10 ? 0 : Math.round(share * texts.length);
  return { held: order.slice(0, count), learned: order.slice(count) };
}

function learnTokenizer(
  texts: readonly string[],
  { tokens, vocabulary }: LearnOptions,
  run: Run,
): Promise<LearnedTokenizer> | LearnedTokenizer {
  if (tokens === 'characters') return learnCharacters(texts, vocabulary ?? 4096);
  return learnBytePairs(texts, vocabulary ?? 512, run);
}

/** Deviation of the numbers to begin with: on small texts 0.04 learned faster than GPT-2's 0.02. */
const startDeviation = 0.04;

/** Draws the numbers to begin with; what is added to the states by 1 / sqrt(2 layers) smaller, as GPT-2 does. */
function startingWeights(spec: DecoderSpec, random: Random): DecoderWeights {
  const added = startDeviation / Math.sqrt(2 * spec.layers);
  return new Map(
    decoderTensors(spec).map(({ name, shape }) => {
      const size = shape.reduce((product, each) => product * each, 1);
      const data = new Float32Array(size);
      if (shape.length > 1) {
        const deviation = name.endsWith('c_proj.weight') ? added : startDeviation;
        for (let i = 0; i < size; i++) data[i] = deviation * random.normal();
      } else if (name.endsWith('.weight')) data.fill(1);
      return [name, { shape, data }];
    }),
  );
}

interface Job {
  spec: DecoderSpec;
  corpus: Corpus;
  validation: readonly Int32Array[];
  tokenizer: LearnedTokenizer;
  options: LearnOptions;
  seed: number;
  random: Random;
}

async function train(
  decoder: DecoderTrainer,
  { spec, corpus, validation, tokenizer, options, seed, random }: Job,
  run: Run,
): Promise<{ weights: DecoderWeights; notices: Notice[] }> {
  const { steps, batch_size: batch, context, learning_rate: rate } = options;
  const rule = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: options.weight_decay, clip: 1 };
  const letters = specialLetters(tokenizer);
  const every = Math.max(1, Math.ceil(steps / looks));
  const began = run.now();
  let best = { loss: Infinity, step: 0, weights: new Map() as DecoderWeights };
  let sum = 0;
  let since = 0;
  for (let step = 1; step <= steps; step++) {
    const windows = Array.from({ length: batch }, () => drawWindow(corpus, context, random));
    const loss = await decoder.step(windows, { ...rule, rate: rate * rateShare(step, steps) }, run);
    if (!Number.isFinite(loss)) throw new AppError('train.not-finite', { value: loss, epoch: step, rate });
    sum += loss;
    since++;
    if (step === Math.min(5, steps)) {
      log(run, 'train', 'train.pace', { seconds: Math.ceil((((run.now() - began) / step) * steps) / 1000) });
    }
    run.report({ type: 'progress', stage: 'train', done: step, total: steps, unit: 'iterations' });
    if (step % every !== 0 && step !== steps) continue;
    const held = validation.length > 0 ? await meanCost(decoder, validation, run) : undefined;
    const weights = decoder.weights();
    run.report({ type: 'epoch', epoch: step, loss: sum / since, ...(held === undefined ? {} : { validation: held }) });
    [sum, since] = [0, 0];
    if ((held ?? -step) < best.loss) best = { loss: held ?? -step, step, weights };
    await show(step, weights);
  }
  const notices =
    validation.length > 0 && best.step < steps
      ? [notice('train.best-step', { step: best.step, steps, loss: best.loss.toPrecision(3) }, 'note')]
      : [];
  return { weights: best.weights, notices };

  /** Shows what the model writes by now: the same draws every time. */
  async function show(step: number, weights: DecoderWeights): Promise<void> {
    const row = Math.ceil(step / every) - 1;
    let first = true;
    const onText = (text: string) => {
      run.report({ type: 'token', text, row, first });
      first = false;
    };
    const { text } = await generate(
      openDecoderSteps(spec, weights),
      context,
      [letters.endId],
      letters,
      { ...sampling, seed },
      onText,
      run,
    );
    log(run, 'train', 'train.sample', { step, text: text.replace(/\s+/g, ' ').trim() });
  }
}

function specialLetters({ endId, unknownId, content }: LearnedTokenizer): Letters {
  const tokenizer = openTokenizer(content, { clean_up_tokenization_spaces: false }, endId);
  return {
    endId,
    silent: unknownId === undefined ? [] : [unknownId],
    decode: (ids) => tokenizer.decode(ids),
  };
}

/** Rises in a straight line, then falls along half a cosine to a tenth. */
function rateShare(step: number, steps: number): number {
  const ramp = Math.min(warmUp, steps / 2);
  if (step < ramp) return step / ramp;
  return 0.55 + 0.45 * Math.cos((Math.PI * (step - ramp)) / Math.max(1, steps - ramp));
}

async function meanCost(decoder: DecoderTrainer, windows: readonly Int32Array[], run: Run): Promise<number> {
  let cost = 0;
  let tokens = 0;
  for (const window of windows) {
    cost += await decoder.cost(window, run);
    tokens += window.length - 1;
  }
  return cost / tokens;
}
