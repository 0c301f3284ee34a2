/** What assembly/trees.ts exports. Pointers are bytes; a pointer above 2^31 comes out negative, 0 means that memory is short. */
export interface TreeKernel {
  memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  fillBins(
    b: number,
    count: number,
    width: number,
    table: number,
    order: number,
    into: number,
    columns: number,
    rows: number,
    missingAt: number,
    trained: number,
  ): void;
  createRules(
    count: number,
    hessian: number,
    l2: number,
    f: number,
    missingAt: number,
    counted: number,
    total: number,
  ): number;
  clear(histogram: number, total: number): void;
  addRows(
    bins: number,
    width: number,
    order: number,
    from: number,
    to: number,
    gradients: number,
    hessians: number,
    starts: number,
    histogram: number,
    counts: number,
  ): void;
  subtract(parent: number, child: number, total: number): void;
  findSplit(
    rules: number,
    width: number,
    histogram: number,
    count: number,
    gradient: number,
    hessian: number,
    value: number,
    lower: number,
    upper: number,
    split: number,
  ): void;
  sortDoubles(values: number, scratch: number, counts: number, count: number): void;
  sum(values: number, from: number, to: number): number;
  part(
    column: number,
    goesLeft: number,
    order: number,
    start: number,
    from: number,
    to: number,
    left: number,
    right: number,
  ): number;
  settle(order: number, start: number, left: number, count: number, right: number): void;
  restart(order: number, rows: number): void;
  addLeaf(scores: number, order: number, from: number, to: number, value: number): void;
  addTree(bins: number, width: number, from: number, to: number, nodes: number, left: number, scores: number): void;
  squared(s: number, y: number, w: number, g: number, h: number, from: number, to: number): number;
  binomial(s: number, y: number, w: number, g: number, h: number, from: number, to: number): number;
  multinomial(
    scores: number,
    targets: number,
    weights: number,
    gradients: number,
    hessians: number,
    from: number,
    to: number,
    rows: number,
    classes: number,
  ): number;
}
