import { LogitsProcessor, LogitsProcessorList, type Tensor } from '@huggingface/transformers';

/**
 * Leaves of each row the smallest set of likeliest tokens whose probabilities add up to `share` or more (Holtzman et al., "The Curious Case of Neural
 * Text Degeneration", ICLR 2020); transformers.js knows the option and does nothing with it.
 */
class TopP extends LogitsProcessor {
  readonly share: number;

  constructor(share: number) {
    super();
    this.share = share;
  }

  override _call(_ids: bigint[][], logits: Tensor): Tensor {
    const scores = logits.data as Float32Array;
    const width = logits.dims.at(-1) ?? scores.length;
    for (let from = 0; from < scores.length; from += width) keepLikely(scores.subarray(from, from + width), this.share);
    return logits;
  }
}

/** Sets the scores of what is not among the likeliest to minus infinity. */
function keepLikely(scores: Float32Array, share: number): void {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a]);
  const top = scores[order[0]];
  const total = scores.reduce((sum, score) => sum + Math.exp(score - top), 0);
  let kept = 0;
  let sum = 0;
  while (kept < order.length && sum < share * total) sum += Math.exp(scores[order[kept++]] - top);
  for (const at of order.subarray(Math.max(1, kept))) scores[at] = -Infinity;
}

/** Makes the list of processors that `generate` takes; empty where nothing is to be left out. */
export function topPOnly(share: number): LogitsProcessorList {
  const list = new LogitsProcessorList();
  if (share < 1) list.push(new TopP(share));
  return list;
}
