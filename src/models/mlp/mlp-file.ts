import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { toBytes } from '../../base/zip.ts';
import type { MlpActivation, MlpArtifact } from '../../contract/model/artifact.ts';
import type { ModelFile } from '../../contract/model/family.ts';
import { readJsonMember, requireMember } from '../members.ts';

const kerasNames = { identity: 'linear', relu: 'relu', tanh: 'tanh', logistic: 'sigmoid', softmax: 'softmax' } as const;
const ownNames = new Map(
  Object.entries(kerasNames).map(([own, keras]) => [keras as string, own as MlpActivation] as const),
);

const Size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e8));
/** What is read of `model.json`: a plain stack of dense layers; other keys are ignored, other layers refused. */
const LayersModel = v.object({
  format: v.literal('layers-model'),
  userDefinedMetadata: v.optional(v.object({ classes: v.optional(v.array(v.string())) })),
  modelTopology: v.object({
    class_name: v.literal('Sequential'),
    config: v.object({
      layers: v.pipe(
        v.array(
          v.object({
            class_name: v.literal('Dense'),
            config: v.object({ units: Size, activation: v.picklist([...ownNames.keys()]), use_bias: v.literal(true) }),
          }),
        ),
        v.minLength(1),
      ),
    }),
  }),
  weightsManifest: v.tuple([
    v.object({
      weights: v.array(v.object({ shape: v.array(Size), dtype: v.literal('float32') })),
    }),
  ]),
});

/** A multilayer perceptron in a bundle: `model.json` and `weights.bin`, in TF.js layers format. */
export const mlpFile: ModelFile<MlpArtifact> = {
  members(artifact) {
    const { modelJson, weights } = mlpToLayersModel(artifact);
    return [
      { name: 'model.json', bytes: toBytes(JSON.stringify(modelJson)) },
      { name: 'weights.bin', bytes: weights },
    ];
  },
  read(members) {
    const weights = requireMember(members, 'weights.bin');
    return mlpFromLayersModel(readJsonMember(members, 'model.json'), weights);
  },
};

/**
 * Writes a multilayer perceptron in the TF.js layers format: `model.json`, and the content of `weights.bin` (little-endian float32, kernel and
 * bias of each layer). `tf.loadLayersModel` opens it. Class names stand in `userDefinedMetadata`.
 */
export function mlpToLayersModel({ layers, classes }: MlpArtifact): {
  modelJson: object;
  weights: Uint8Array<ArrayBuffer>;
} {
  const name = (i: number) => `dense_${i + 1}`;
  const initializer = { class_name: 'Zeros', config: {} };
  const modelJson = {
    format: 'layers-model',
    generatedBy: 'Intab',
    convertedBy: null,
    ...(classes ? { userDefinedMetadata: { classes } } : {}),
    modelTopology: {
      class_name: 'Sequential',
      config: {
        name: 'sequential',
        layers: layers.map(({ inputs, units, activation }, i) => ({
          class_name: 'Dense',
          config: {
            name: name(i),
            trainable: true,
            ...(i === 0 ? { batch_input_shape: [null, inputs], dtype: 'float32' } : {}),
            units,
            activation: kerasNames[activation],
            use_bias: true,
            kernel_initializer: initializer,
            bias_initializer: initializer,
          },
        })),
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: layers.flatMap(({ inputs, units }, i) => [
          { name: `${name(i)}/kernel`, shape: [inputs, units], dtype: 'float32' },
          { name: `${name(i)}/bias`, shape: [units], dtype: 'float32' },
        ]),
      },
    ],
  };
  const parts = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  const values = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return { modelJson, weights: new Uint8Array(values.buffer) };
}

/**
 * Reads what `mlpToLayersModel` wrote, or any stack of dense layers in that format.
 * @throws AppError `model.bad-content` when the file holds something else, or its parts do not fit each other
 */
export function mlpFromLayersModel(modelJson: unknown, weights: Uint8Array): MlpArtifact {
  const parsed = v.safeParse(LayersModel, modelJson, { abortEarly: true });
  if (!parsed.success) throw bad('model.json', issueText(parsed.issues[0]));
  const { modelTopology, weightsManifest, userDefinedMetadata } = parsed.output;
  const stack = modelTopology.config.layers;
  const shapes = weightsManifest[0].weights.map(({ shape }) => shape);
  const sizes = shapes.map((shape) => shape.reduce((product, size) => product * size, 1));
  const expected = 4 * sizes.reduce((sum, size) => sum + size, 0);
  if (shapes.length !== 2 * stack.length) throw bad('model.json', 'layers and weights differ in number');
  if (weights.length !== expected) throw bad('weights.bin', `it has ${weights.length} bytes, not ${expected}`);

  const values = new Float32Array(weights.slice().buffer);
  if (!values.every(Number.isFinite)) throw bad('weights.bin', 'a weight is not a finite number');
  let at = 0;
  const take = (size: number) => values.slice(at, (at += size));
  const layers = stack.map(({ config: { units, activation } }, i) => {
    const [kernel, bias] = [shapes[2 * i], shapes[2 * i + 1]];
    const inputs = i === 0 ? kernel[0] : stack[i - 1].config.units;
    if (kernel.join() !== [inputs, units].join() || bias.join() !== String(units)) {
      throw bad('model.json', `the weights of layer ${i + 1} do not fit its ${units} units`);
    }
    return {
      inputs,
      units,
      kernel: take(inputs * units),
      bias: take(units),
      activation: ownNames.get(activation) ?? 'identity',
    };
  });
  const { classes } = userDefinedMetadata ?? {};
  const outputs = layers[layers.length - 1].units;
  if (classes && classes.length !== Math.max(2, outputs))
    throw bad('model.json', 'classes and outputs differ in number');
  return { form: 'mlp', layers, ...(classes ? { classes } : {}) };
}

function issueText(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`;
}

function bad(member: string, problem: string): AppError {
  return new AppError('model.bad-content', { member, problem });
}
