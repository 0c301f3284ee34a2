import type { TrainResult } from '../result/result.ts';

type Cell = number | string | null;

/** A long list as it crosses from a worker: typed arrays are handed over, and cost the page no time; code -1 = null. */
type Packed = { values: Float64Array } | { codes: Int32Array; levels: string[] } | { cells: readonly Cell[] };

/** A result as it crosses from a worker to the page. */
export interface PackedResult {
  rest: Omit<TrainResult, 'actual' | 'predictions' | 'testRows' | 'probabilities'>;
  actual: Packed;
  predictions: Packed;
  testRows: Packed;
  /** rows x classes, row-major. */
  probabilities?: { values: Float64Array; width: number };
}

/** Cells, or probabilities, unpacked at once: about 2 ms. */
const atOnce = 20_000;
/** Texts of more different ones are written texts, not classes. */
const maxLevels = 1000;

/** Packs a result; the buffers in it can be handed over. */
export function packResult({ actual, predictions, testRows, probabilities, ...rest }: TrainResult): PackedResult {
  return {
    rest,
    actual: pack(actual),
    predictions: pack(predictions),
    testRows: pack(testRows),
    ...(probabilities ? { probabilities: packRows(probabilities) } : {}),
  };
}

/** Gives the buffers of a packed result. */
export function transferables({ actual, predictions, testRows, probabilities }: PackedResult): ArrayBuffer[] {
  const lists = [actual, predictions, testRows, ...(probabilities ? [probabilities] : [])];
  return lists.flatMap((list) => {
    const array = 'values' in list ? list.values : 'codes' in list ? list.codes : null;
    return array ? [array.buffer as ArrayBuffer] : [];
  });
}

/** Makes the plain result again, a piece at a time: `pause` lets the page answer between two of them. */
export async function unpackResult(
  { rest, actual, predictions, testRows, probabilities }: PackedResult,
  pause: () => Promise<void>,
): Promise<TrainResult> {
  return {
    ...rest,
    actual: (await unpack(actual, pause)).map((cell) => cell ?? ''),
    predictions: await unpack(predictions, pause),
    testRows: (await unpack(testRows, pause)).map(Number),
    ...(probabilities ? { probabilities: await unpackRows(probabilities, pause) } : {}),
  };
}

function pack(cells: readonly Cell[]): Packed {
  if (cells.every((cell) => typeof cell === 'number')) return { values: Float64Array.from(cells) };
  const codeByCell = new Map<Cell, number>();
  const codes = new Int32Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (typeof cell === 'number' || codeByCell.size > maxLevels) return { cells };
    let code = cell === null ? -1 : codeByCell.get(cell);
    if (code === undefined) codeByCell.set(cell, (code = codeByCell.size));
    codes[i] = code;
  }
  return { codes, levels: [...codeByCell.keys()].map(String) };
}

async function unpack(packed: Packed, pause: () => Promise<void>): Promise<Cell[]> {
  if ('cells' in packed) return [...packed.cells];
  const { length } = 'values' in packed ? packed.values : packed.codes;
  const cells = new Array<Cell>(length);
  for (let from = 0; from < length; from += atOnce) {
    const to = Math.min(length, from + atOnce);
    if ('values' in packed) for (let i = from; i < to; i++) cells[i] = packed.values[i];
    else for (let i = from; i < to; i++) cells[i] = packed.codes[i] < 0 ? null : packed.levels[packed.codes[i]];
    if (to < length) await pause();
  }
  return cells;
}

function packRows(rows: readonly (readonly number[])[]): { values: Float64Array; width: number } {
  const width = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, i) => values.set(row, i * width));
  return { values, width };
}

async function unpackRows(
  { values, width }: { values: Float64Array; width: number },
  pause: () => Promise<void>,
): Promise<number[][]> {
  const rows: number[][] = [];
  const step = Math.max(1, Math.floor(atOnce / Math.max(1, width)));
  for (let from = 0; from * width < values.length; from += step) {
    const to = Math.min(values.length / width, from + step);
    for (let row = from; row < to; row++) rows.push(Array.from(values.subarray(row * width, (row + 1) * width)));
    await pause();
  }
  return rows;
}
