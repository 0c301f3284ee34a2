import { loadLayersModel, tensor2d, type Tensor } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { MlpArtifact } from '../../../src/contract/model/artifact.ts';
import { mlpFromLayersModel, mlpToLayersModel } from '../../../src/models/mlp/mlp-file.ts';
import { openMlp } from '../../../src/models/mlp/mlp-predictor.ts';
import { adam, makeCase, testRun } from '../../kernels/mlp-reference.ts';

type Activations = MlpArtifact['layers'][number]['activation'][];

function make(widths: number[], activations: Activations, classes?: string[]): MlpArtifact & { x: Float32Array } {
  const plan = { widths, activation: 'relu', loss: 'squared', solver: adam, alpha: 0, batchSize: 1 } as const;
  const { layers, x } = makeCase(plan, 10);
  return {
    form: 'mlp',
    layers: layers.map((layer, i) => ({ ...layer, activation: activations[i] })),
    ...(classes ? { classes } : {}),
    x,
  };
}

const regression = make([5, 8, 3, 1], ['relu', 'tanh', 'identity']);

describe('an MLP as a TF.js layers model', () => {
  it.each([
    ['regression', regression],
    ['two classes', make([4, 6, 1], ['logistic', 'logistic'], ['no', 'yes'])],
    ['three classes', make([4, 6, 3], ['tanh', 'softmax'], ['a', 'b', 'c'])],
    ['no hidden layer', make([2, 1], ['identity'])],
  ])('%s: comes back, and opens in TF.js with the same answers', async (_, { x, ...artifact }) => {
    const { modelJson, weights } = mlpToLayersModel(artifact);
    expect(mlpFromLayersModel(JSON.parse(JSON.stringify(modelJson)), weights)).toEqual(artifact);

    const { modelTopology, weightsManifest } = JSON.parse(JSON.stringify(modelJson));
    const model = await loadLayersModel({
      load: () =>
        Promise.resolve({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData: weights.buffer }),
    });
    const width = artifact.layers[0].inputs;
    const theirs = await (model.predict(tensor2d(x, [10, width])) as Tensor).data();
    const features = {
      rows: 10,
      names: Array.from({ length: width }, (_, j) => `x${j}`),
      scale: [],
      levels: [],
      block: (_from: number, _to: number, _: string, into = new Float64Array(10 * width)) => {
        into.set(x);
        return into;
      },
    };
    const predictor = await openMlp(artifact);
    const { outputs: ours } = await predictor.predict(features, testRun());
    const last = predictor.outputs === theirs.length / 10 ? ours : ours.filter((_, i) => i % 2 === 1);
    theirs.forEach((value, i) => expect(Math.abs(value - last[i])).toBeLessThan(1e-6));
  });

  it.each([
    ['another format', (json: Json) => ({ ...json, format: 'graph-model' }), 'model.json'],
    ['another layer', (json: Json) => edit(json, (layers) => (layers[1].class_name = 'Conv2D')), 'model.json'],
    ['another size', (json: Json) => edit(json, (layers) => (layers[1].config.units = 4)), 'model.json'],
    ['one layer fewer', (json: Json) => edit(json, (layers) => layers.pop()), 'model.json'],
    ['classes that do not fit', (json: Json) => ({ ...json, userDefinedMetadata: { classes: ['a'] } }), 'model.json'],
    ['no object', () => null, 'model.json'],
  ])('refuses %s', (_, spoil, member) => {
    const { modelJson, weights } = mlpToLayersModel(regression);
    const read = () => mlpFromLayersModel(spoil(JSON.parse(JSON.stringify(modelJson)) as Json), weights);
    expect(read).toThrow(
      expect.objectContaining({ code: 'model.bad-content', params: expect.objectContaining({ member }) }),
    );
  });

  it('refuses weights that are cut short or not finite', () => {
    const { modelJson, weights } = mlpToLayersModel(regression);
    const wild = new Uint8Array(Float32Array.from(new Float32Array(weights.buffer), () => NaN).buffer);
    for (const bytes of [weights.subarray(4), wild]) {
      expect(() => mlpFromLayersModel(modelJson, bytes)).toThrow(
        expect.objectContaining({ code: 'model.bad-content' }),
      );
    }
  });
});

interface Json {
  modelTopology: { config: { layers: { class_name: string; config: { units: number } }[] } };
}

function edit(json: Json, change: (layers: Json['modelTopology']['config']['layers']) => void): Json {
  change(json.modelTopology.config.layers);
  return json;
}
