/** What assembly/mlp.ts exports. Pointers are bytes; a pointer above 2^31 comes out negative, 0 means that memory is short. */
export interface MlpKernel {
  allocate(bytes: number): number;
  create(widths: number, depth: number, activation: number, loss: number, slice: number): number;
  twin(net: number, widths: number): number;
  weights(net: number): number;
  useAdam(net: number, rate: number, beta1: number, beta2: number, epsilon: number): void;
  useSgd(net: number, rate: number, momentum: number, nesterov: number): void;
  usePenalty(net: number, alpha: number): void;
  forget(net: number): void;
  weigh(weights: number, order: number, start: number, count: number): number;
  accumulate(
    net: number,
    x: number,
    y: number,
    weights: number,
    order: number,
    start: number,
    count: number,
    total: number,
    first: number,
  ): number;
  finish(net: number, total: number): number;
  finishHalf(net: number, twin: number, part: number, total: number, lost: number, meet: number): number;
  clearGradient(net: number): void;
  predict(net: number, x: number, order: number, start: number, count: number, out: number): void;
}

/** A network and its rows in a kernel's memory, plain numbers all. `twin` and `meet` are 0 where one worker does it all. */
export interface MlpOffsets {
  net: number;
  twin: number;
  meet: number;
  x: number;
  y: number;
  w: number;
  order: number;
  parameters: number;
  batchSize: number;
  /** Most rows of one call. */
  slice: number;
}

/** Work of one step: floating-point operations; after a whole batch, the number of rows done. */
export interface MlpStep {
  operations: number;
  done?: number;
}

/**
 * Trains once over the first `rows` of the order, call by call, and returns the mean objective. With a twin two workers go through the same
 * steps, part 0 with the first half of each batch's rows and part 1 with the second, and meet after each batch.
 */
export function* epochSteps(kernel: MlpKernel, at: MlpOffsets, part: 0 | 1, rows: number): Generator<MlpStep, number> {
  const { net, twin, meet, x, y, w, order, parameters, batchSize, slice } = at;
  const own = part === 0 ? net : twin;
  let [sum, all] = [0, 0];
  for (let start = 0; start < rows; start += batchSize) {
    const end = Math.min(rows, start + batchSize);
    const total = kernel.weigh(w, order, start, end - start);
    if (total === 0) continue;
    const middle = twin === 0 ? end : start + ((end - start + 1) >> 1);
    const [first, last] = part === 0 ? [start, middle] : [middle, end];
    let lost = 0;
    for (let from = first; from < last; from += slice) {
      const count = Math.min(slice, last - from);
      lost += kernel.accumulate(own, x, y, w, order, from, count, total, Number(from === first));
      yield { operations: 6 * parameters * count };
    }
    if (first === last) kernel.clearGradient(own);
    sum += twin === 0 ? lost + kernel.finish(net, total) : kernel.finishHalf(net, twin, part, total, lost, meet);
    all += total;
    yield { operations: 20 * parameters, done: end };
  }
  return sum / all;
}
