import { backend } from '@tensorflow/tfjs-core';
import { openTrainer } from '../../../src/adapters/engine.ts';
import type { Engine } from '../../../src/contract/request/engine.ts';
import type { MlpSpec } from '../../../src/networks/mlp-spec.ts';
import { usedEngine } from '../../../src/contract/result/used-engine.ts';
import { allowSoftware } from '../../../src/tfjs/backends.ts';
import { makeCase, testRun } from '../../kernels/mlp-reference.ts';

export interface Question {
  engine: Engine;
  plan: MlpSpec;
  rows: number;
  epochs: number;
  software: boolean;
  /** Whether the GPU goes away after the first epoch. */
  lose: boolean;
}

export interface Answer {
  engine?: Engine;
  reason?: string;
  losses?: number[];
  answers?: number[];
  /** Milliseconds an epoch, of the fastest. */
  ms?: number;
  error?: string;
}

addEventListener('message', (event: MessageEvent<Question>) => {
  const [port] = event.ports;
  answer(event.data).then(
    (event) => port.postMessage(event),
    (error: unknown) => port.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});
postMessage('ready');

async function answer({ engine, plan: spec, rows, epochs, software, lose }: Question): Promise<Answer> {
  if (software) allowSoftware();
  const { samples, layers, order } = makeCase(spec, rows);
  const run = { ...testRun(), now: () => performance.now() };
  const { trainer, why } = await openTrainer(engine, spec, samples, layers, run);
  const losses: number[] = [];
  let ms = Infinity;
  for (let i = 0; i < epochs; i++) {
    const began = performance.now();
    losses.push(await trainer.epoch(order));
    ms = Math.min(ms, performance.now() - began);
    if (lose && i === 0) loseDevice();
  }
  const answers = [...(await trainer.predict(order.subarray(0, 50)))];
  const reply = { ...usedEngine(trainer.engine, why), engine: trainer.engine, losses, answers, ms };
  trainer.dispose();
  return reply;
}

function loseDevice(): void {
  const gpu = backend() as unknown as { device?: GPUDevice; gpgpu?: { gl: WebGL2RenderingContext } };
  gpu.device?.destroy();
  gpu.gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
}
