import type { Proof } from '../../contract/result/exported.ts';
import type { Scoring } from '../scoring.ts';

/**
 * Runs an ONNX model on rows in ONNX Runtime, which comes with the first call (14 MB, from this address).
 * Gives its predictions in row order.
 */
export async function runOnnx(
  model: Uint8Array,
  { factors }: Scoring,
  rows: Proof['rows'],
): Promise<(number | string)[]> {
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = 1;
  if (typeof self === 'object') {
    const { default: wasm } = await import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url');
    ort.env.wasm.wasmPaths = { wasm };
  }
  const session = await ort.InferenceSession.create(model);
  try {
    const shape = [rows.length, 1];
    const feeds = factors.map(({ name, kind }) => {
      const cells = rows.map((row) => row[name]);
      if (kind === 'category')
        return [
          name,
          new ort.Tensor(
            'string',
            cells.map((cell) => `${cell ?? ''}`),
            shape,
          ),
        ];
      const values = cells.map((cell) =>
        cell === null ? NaN : kind === 'date' ? Date.parse(String(cell)) : Number(cell),
      );
      return [name, new ort.Tensor('float64', Float64Array.from(values), shape)];
    });
    const { prediction } = await session.run(Object.fromEntries(feeds));
    return Array.from(prediction.data as Iterable<number | string>);
  } finally {
    await session.release();
  }
}
