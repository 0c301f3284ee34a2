import type { Run } from '../../base/run.ts';
import type { Bigrams, CausalLmArtifact, LanguageModelEvaluation } from '../../contract/model/causal-lm-artifact.ts';
import { readGpt2 } from '../../transformers/gpt2.ts';
import { bigramCost } from './bigram-cost.ts';
import { toCorpus, splitWindows } from './corpus.ts';
import { exp } from '../exp.ts';
import type { LanguageModelMetrics } from '../../contract/result/metrics.ts';

/** Maximum tokens measured per text: more hardly change the metric. */
const maxEvaluated = 50_000;

/** Number of evaluated texts that are continued. */
const shownTexts = 5;

/**
 * Evaluates a model that learned here on texts, beside the bigram baseline; the first texts are continued from their middle.
 * @throws AppError `run.stopped`
 */
export async function evaluateDecoder(
  { files }: CausalLmArtifact,
  texts: readonly string[],
  bigrams: Bigrams,
  run: Run,
): Promise<Omit<LanguageModelEvaluation, 'generated'> & { prompts: string[] }> {
  const { spec, weights, tokenizer, endId } = readGpt2(files);
  const { openDecoder } = await import('../../kernels/decoder.ts');
  const decoder = await openDecoder(spec, weights);
  const encode = (text: string) => tokenizer.encodePlain(text);
  const corpus = await toCorpus(texts, { endId, encode }, run, maxEvaluated);
  const windows = splitWindows(corpus, spec.positions);
  let loss = 0;
  for (const [at, window] of windows.entries()) {
    loss += await decoder.cost(window, run);
    run.report({ type: 'progress', stage: 'postprocess', done: at + 1, total: windows.length, unit: 'iterations' });
  }
  decoder.dispose();
  const halves = texts.slice(0, shownTexts).map((text) => {
    const ids = [...encode(text)];
    const middle = Math.min(ids.length >> 1, spec.positions >> 1);
    return { prompt: tokenizer.decode(ids.slice(0, middle)), actual: tokenizer.decode(ids.slice(middle)) };
  });
  const lmMetrics = (cost: number): LanguageModelMetrics => {
    const mean = cost / (corpus.tokens.length - 1);
    return { kind: 'language-model', perplexity: exp(mean), bitsPerByte: cost / Math.LN2 / corpus.bytes, loss: mean };
  };
  return {
    metrics: lmMetrics(loss),
    baseline: lmMetrics(bigramCost(bigrams, corpus.tokens)),
    prompts: halves.map(({ prompt }) => prompt),
    actual: halves.map(({ actual }) => actual),
  };
}
