import { epochSteps, type MlpKernel, type MlpPlaces } from './mlp-epoch.ts';

/** What the second worker of a training is told: first the kernel and where everything lies, then to go through an epoch. */
export type HalfMessage = { module: WebAssembly.Module; memory: WebAssembly.Memory; at: MlpPlaces } | { rows: number };

let kernel: MlpKernel | undefined;
let places: MlpPlaces | undefined;

// Each message is answered once it is done.
addEventListener('message', ({ data }: MessageEvent<HalfMessage>) => {
  if ('module' in data) {
    kernel = new WebAssembly.Instance(data.module, { env: { memory: data.memory } }).exports as unknown as MlpKernel;
    places = data.at;
  } else if (kernel && places) {
    const steps = epochSteps(kernel, places, 1, data.rows);
    while (!steps.next().done);
  }
  postMessage('done');
});
postMessage('ready');
