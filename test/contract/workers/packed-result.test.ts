import { describe, expect, it } from 'vitest';
import { transferables, packResult, unpackResult } from '../../../src/contract/workers/packed-result.ts';
import type { TrainResult } from '../../../src/contract/result/result.ts';

const rest = { modelId: 'm', timings: { train: 1 }, notices: [] } as unknown as TrainResult;
const rows = 45_000;

/** Sends a result as it goes to the page: buffers are handed over, the rest is cloned. */
async function sent(result: TrainResult): Promise<{ result: TrainResult; pauses: number }> {
  const packed = packResult(result);
  const arrived = structuredClone(packed, { transfer: transferables(packed) });
  let pauses = 0;
  return { result: await unpackResult(arrived, async () => void pauses++), pauses };
}

describe('a result that crosses from a worker', () => {
  it('arrives as the same plain numbers, and lets the page answer meanwhile', async () => {
    const result: TrainResult = {
      ...rest,
      testRows: Array.from({ length: rows }, (_, i) => (i * 7) % rows),
      actual: Array.from({ length: rows }, (_, i) => i / 3),
      predictions: Array.from({ length: rows }, (_, i) => (i === 5 ? NaN : -i)),
    };
    const arrived = await sent(result);
    expect(arrived.result).toEqual(result);
    expect(arrived.pauses).toBeGreaterThanOrEqual(6);
  });

  it('arrives with classes, rows without an answer, and probabilities', async () => {
    const result: TrainResult = {
      ...rest,
      testRows: [2, 0, 1],
      actual: ['no', '', '3'],
      predictions: ['no', null, '3'],
      probabilities: [
        [0.25, 0.75],
        [1, 0],
        [0.5, 0.5],
      ],
    };
    expect((await sent(result)).result).toEqual(result);
  });

  it('arrives with texts that are all different, and with numbers among nothings', async () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `text ${i}`);
    const result: TrainResult = { ...rest, testRows: [], actual: texts, predictions: [1, null, ...texts] };
    expect((await sent(result)).result).toEqual(result);
  });

  it('packs numbers and classes into buffers alone', () => {
    const packed = packResult({ ...rest, testRows: [0], actual: ['a'], predictions: ['a'], probabilities: [[1]] });
    expect(transferables(packed).length).toBe(4);
  });
});
