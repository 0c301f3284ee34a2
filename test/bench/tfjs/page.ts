import { randomNormal, tidy, train } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { useBackend } from '../../../src/tfjs/backends.ts';

/** Rows a second of `model.fit` on the wasm backend, as the documentation of TF.js would have it: 20 inputs, two hidden layers of 64. */
async function fitRate(rows: number, batchSize: number): Promise<number> {
  await useBackend('wasm');
  const model = sequential({
    layers: [
      layers.dense({ inputShape: [20], units: 64, activation: 'relu' }),
      layers.dense({ units: 64, activation: 'relu' }),
      layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer: train.adam(0.001), loss: 'meanSquaredError' });
  const [x, y] = tidy(() => [randomNormal([rows, 20]), randomNormal([rows, 1])]);
  await model.fit(x, y, { batchSize, epochs: 1 });
  const began = performance.now();
  await model.fit(x, y, { batchSize, epochs: 1 });
  return (rows / (performance.now() - began)) * 1000;
}

Object.assign(globalThis, { fitRate });
