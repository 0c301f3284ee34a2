import { epochSteps, type MlpKernel, type MlpOffsets } from './mlp-epoch.ts';

/** Messages to the second worker of a training: first the kernel and its memory layout, then one message per epoch. */
export type HalfMessage = { module: WebAssembly.Module; memory: WebAssembly.Memory; at: MlpOffsets } | { rows: number };

let kernel: MlpKernel | undefined;
let offsets: MlpOffsets | undefined;

// Each message is answered once it is done.
addEventListener('message', ({ data }: MessageEvent<HalfMessage>) => {
  if ('module' in data) {
    kernel = new WebAssembly.Instance(data.module, { env: { memory: data.memory } }).exports as unknown as MlpKernel;
    offsets = data.at;
  } else if (kernel && offsets) {
    const steps = epochSteps(kernel, offsets, 1, data.rows);
    while (!steps.next().done);
  }
  postMessage('done');
});
postMessage('ready');
