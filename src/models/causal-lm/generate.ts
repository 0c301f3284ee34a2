import { randomFrom, type Random } from '../../base/random.ts';
import type { Run } from '../../base/run.ts';
import type { CausalLm, CausalLmArtifact, GenerationOptions } from '../../contract/model/causal-lm-artifact.ts';
import { readGpt2 } from '../../transformers/gpt2.ts';
import { openDecoderSteps, type DecoderSteps } from './decoder-steps.ts';
import { exp } from '../exp.ts';

/** How tokens become text. */
export interface Letters {
  endId: number;
  /** Never written. */
  silent: readonly number[];
  decode(ids: readonly number[]): string;
}

/**
 * Opens a GPT-2 with its safetensors: one that learned here, or another.
 * @throws AppError `model.missing-file`, `model.bad-content`, `model.bad-safetensors`, `model.bad-size`
 */
export function openDecoderLm({ files }: CausalLmArtifact): CausalLm {
  const { spec, weights, tokenizer, ...rest } = readGpt2(files);
  const steps = openDecoderSteps(spec, weights);
  const letters = { ...rest, decode: (ids: readonly number[]) => tokenizer.decode(ids) };
  return {
    async write(prompt, rule, onText, run) {
      const ids = [...tokenizer.encode(prompt, Infinity)];
      const promptIds = ids.length > 0 ? ids : [letters.endId];
      const { text, tokens } = await generate(steps, spec.positions, promptIds, letters, rule, onText, run);
      return { text, tokensIn: ids.length, tokensOut: tokens };
    },
    dispose() {},
  };
}

/**
 * Continues a text token by token until it ends or `maxTokens` are generated. Of what lies further back than the positions reach nothing is
 * known any more: then half of them are kept.
 * @throws AppError `run.stopped`
 */
export async function generate(
  steps: DecoderSteps,
  positions: number,
  promptIds: readonly number[],
  { endId, silent, decode }: Letters,
  { maxTokens, temperature, topP, seed }: GenerationOptions,
  onText: (text: string) => void,
  run: Pick<Run, 'yield'>,
): Promise<{ text: string; tokens: number }> {
  const random = randomFrom(seed);
  const known = [...promptIds];
  const generated: number[] = [];
  let text = '';
  steps.reset();
  let scores = await feed(known.slice(-positions));
  let given = Math.min(known.length, positions);
  let tokens = 0;
  while (tokens < maxTokens) {
    for (const id of silent) scores[id] = -Infinity;
    const id = temperature > 0 ? draw(scores, temperature, topP, random) : likeliest(scores);
    tokens++;
    if (id === endId) break;
    known.push(id);
    generated.push(id);
    const now = decode(generated);
    // A letter of several bytes may not be whole yet.
    if (!now.endsWith('\uFFFD') && now.length > text.length) {
      onText(now.slice(text.length));
      text = now;
    }
    if (tokens === maxTokens) break;
    if (given === positions) {
      const kept = known.slice(-Math.max(1, positions >> 1));
      steps.reset();
      scores = await feed(kept);
      given = kept.length;
    } else {
      scores = await feed([id]);
      given++;
    }
  }
  const whole = decode(generated);
  if (whole.length > text.length) onText(whole.slice(text.length));
  return { text: whole, tokens };

  async function feed(ids: readonly number[]): Promise<Float64Array> {
    let last: Float64Array = new Float64Array(0);
    for (const id of ids) {
      last = steps.next(id);
      await run.yield();
    }
    return last;
  }
}

function likeliest(scores: Float64Array): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i] > scores[best]) best = i;
  return best;
}

/** Draws from the smallest set of likeliest tokens that have `topP` of all chance together (Holtzman et al., ICLR 2020). */
function draw(scores: Float64Array, temperature: number, topP: number, random: Random): number {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);
  const top = scores[order[0]];
  const chances = Float64Array.from(order, (id) => exp((scores[id] - top) / temperature));
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  let kept = 0;
  let share = 0;
  while (kept < order.length && share < topP * total) share += chances[kept++];
  let left = random.uniform() * share;
  for (let i = 0; i < kept; i++) {
    left -= chances[i];
    if (left < 0) return order[i];
  }
  return order[0];
}
