import {
  add,
  dispose,
  scalar,
  setBackend,
  tensor1d,
  tidy,
  zerosLike,
  type Scalar,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import type { MlpLayers, MlpSpec, MlpSamples, MlpTrainer } from '../networks/mlp-spec.ts';
import { dropBackend, useBackend, type TfjsBackend } from './backends.ts';
import { answer, forward, lossGradient, update, type Moments } from './mlp-step.ts';
import { uploadRows } from './rows.ts';

const lastActivation = { squared: 'identity', softmax: 'softmax', binary: 'logistic' } as const;
/** Milliseconds of work that are sent to the device before its answer is awaited: a stop waits no longer. */
const pace = 40;
/** Rows that are predicted at once. */
const predicted = 1024;

/**
 * Opens a trainer in TF.js operations: our own loop, rows and parameters resident on the device.
 * @throws AppError `train.no-engine` where the backend cannot run
 */
export async function openTfjsMlp(
  name: TfjsBackend,
  spec: MlpSpec,
  samples: MlpSamples,
  first: MlpLayers,
  run: Run,
): Promise<MlpTrainer> {
  const device = await useBackend(name);
  const { widths, batchSize } = spec;
  const rows = await uploadRows(spec, samples, run);
  let { rate } = spec.solver;
  let steps = 0;
  let parameters = tensor1d(flatten(first));
  let moments: Moments = { first: zerosLike(parameters), second: zerosLike(parameters) };

  /** Awaits numbers from the device. */
  function read(value: Tensor): Promise<Float32Array> {
    return device.wait(value.data<'float32'>());
  }

  /** Runs work on the device; what fails because the device went away says so. */
  async function onDevice<T>(work: () => Promise<T>): Promise<T> {
    try {
      await setBackend(name);
      return await work();
    } catch (error) {
      const detail = device.lost();
      if (detail === null) throw error;
      throw new AppError('train.device-lost', { engine: name, detail }, error);
    }
  }

  /** One step; the parameters and what the solver remembers are replaced, `cost` is given back with the batch's added. */
  function takeStep(start: number, end: number, cost: Scalar): Scalar {
    steps++;
    const old = [parameters, moments.first, moments.second, cost];
    const next = tidy(() => {
      const found = lossGradient(spec, parameters, rows.batch(start, end));
      const moved = update(spec, rate, steps, parameters, moments, found.gradient);
      return { ...moved, cost: add<Scalar>(cost, found.cost) };
    });
    ({ parameters, ...moments } = next);
    dispose(old.filter((tensor) => !Object.values(next).includes(tensor)));
    return next.cost;
  }

  return {
    engine: name,

    epoch: (order, progress) =>
      onDevice(async () => {
        rows.setOrder(order);
        let cost = scalar(0);
        let [all, sent, group, since] = [0, 0, 1, run.now()];
        try {
          for (let start = 0; start < order.length; start += batchSize) {
            const end = Math.min(order.length, start + batchSize);
            const total = rows.weigh(start, end);
            if (total > 0) cost = takeStep(start, end, cost);
            all += total;
            if (++sent < group && end < order.length) continue;
            await read(cost);
            const now = run.now();
            group = Math.max(1, Math.min(4 * group, Math.floor((group * pace) / Math.max(1, now - since))));
            [sent, since] = [0, now];
            progress?.(end);
            await run.yield();
          }
          const [sum] = await read(cost);
          return sum / all;
        } finally {
          dispose(cost);
        }
      }),

    predict: (order) =>
      onDevice(async () => {
        rows.setOrder(order);
        const outputs = widths[widths.length - 1];
        const answers = new Float32Array(order.length * outputs);
        for (let from = 0; from < order.length; from += predicted) {
          const to = Math.min(order.length, from + predicted);
          const chunk = tidy(() => answer(spec, forward(spec, parameters, rows.inputs(from, to))[widths.length - 1]));
          answers.set(await read(chunk).finally(() => dispose(chunk)), from * outputs);
          await run.yield();
        }
        return answers;
      }),

    layers: () =>
      onDevice(async () => {
        const flat = await read(parameters);
        let at = 0;
        const part = (length: number) => flat.slice(at, (at += length));
        return widths.slice(1).map((units, i) => ({
          inputs: widths[i],
          units,
          kernel: part(widths[i] * units),
          bias: part(units),
          activation: i === widths.length - 2 ? lastActivation[spec.loss] : spec.activation,
        }));
      }),

    setLayers(layers, fresh = false) {
      dispose(parameters);
      parameters = tensor1d(flatten(layers));
      if (!fresh) return;
      steps = 0;
      dispose([moments.first, moments.second]);
      moments = { first: zerosLike(parameters), second: zerosLike(parameters) };
    },

    setRate(next) {
      rate = next;
    },

    dispose() {
      rows.dispose();
      dispose([parameters, moments.first, moments.second]);
      if (device.lost() !== null) dropBackend(name);
    },
  };
}

function flatten(layers: MlpLayers): Float32Array {
  const parts = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  const flat = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    flat.set(part, at);
    at += part.length;
  }
  return flat;
}
