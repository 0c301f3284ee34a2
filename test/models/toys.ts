import type { Adapter, AdapterHooks, AdapterMeta } from '../../src/contract/model/adapter.ts';
import type { Family } from '../../src/contract/model/family.ts';
import { usedEngine } from '../../src/contract/result/used-engine.ts';
import { phrase } from '../../src/base/messages.ts';
import { toBytes } from '../../src/base/zip.ts';
import { readJsonMember } from '../../src/models/members.ts';
import type { Artifact } from '../../src/contract/model/artifact.ts';

/** A model that answers one step of the first feature: below the threshold one number, above it another. */
interface StepArtifact extends Artifact {
  form: 'step';
  threshold: number;
  low: number;
  high: number;
}

/** The toy family, as its folder and its line in the registry would have it. */
export const stepFamily: Family<StepArtifact> = {
  open: ({ threshold, low, high }) =>
    Promise.resolve({
      space: 'raw',
      outputs: 1,
      predict(features) {
        const width = features.names.length;
        const cells = features.block(0, features.rows, 'raw');
        const outputs = Float64Array.from({ length: features.rows }, (_, row) =>
          cells[row * width]! > threshold ? high : low,
        );
        const usage = { tokens: { in: features.rows, out: 0, estimated: false } };
        return Promise.resolve({ outputs, usage, prompts: Array.from(outputs, String) });
      },
      dispose() {},
    }),
  describe: ({ threshold, low, high }, { features: [first] }) =>
    Promise.resolve({ equation: { intercept: low, coefficients: { [`${first!.name} > ${threshold}`]: high - low } } }),
  file: {
    main: 'step.json',
    load: () =>
      Promise.resolve({
        members: ({ threshold, low, high }) => [
          { name: 'step.json', bytes: toBytes(JSON.stringify({ threshold, low, high })) },
        ],
        read: (members) => ({
          form: 'step',
          ...(readJsonMember(members, 'step.json') as Omit<StepArtifact, 'form'>),
        }),
      }),
  },
  space: () => 'raw',
  runsInPage: false,
};

/** What is known of the toy adapter before it is loaded. */
export const stepMeta = {
  label: 'Step',
  summary: 'One step of the first factor.',
  tasks: ['regression'],
  input: 'features',
  control: { preprocess: null, normalize: null, postprocess: null },
  suggested: { preprocess: true, postprocess: true },
  scaling: 'standard',
  scalesTarget: false,
  encoding: 'one-hot',
  takesMissing: false,
  leavesTab: false,
  options: [
    {
      name: 'threshold',
      kind: 'number',
      default: null,
      nullable: true,
      label: 'Threshold',
      help: 'Null: the mean of the first factor.',
    },
  ],
} as const satisfies AdapterMeta;

/** The toy adapter. */
export const stepAdapter: Adapter<typeof stepMeta> = {
  fit({ features, target }, { threshold: given }, run) {
    const first = features.block(0, features.rows, 'raw').filter((_, at) => at % features.names.length === 0);
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const threshold: number = given ?? mean(first);
    const side = (above: boolean) => mean(target.filter((_, row) => first[row]! > threshold === above));
    const artifact: StepArtifact = { form: 'step', threshold, low: side(false), high: side(true) };
    run.report({ type: 'progress', stage: 'train', done: 1, total: 1, unit: 'rows' });
    return Promise.resolve({ artifact, engine: usedEngine('cpu', [phrase('engine.optimum', {})]) });
  },
};

/** Hooks that never let an answer pass a limit which they learned from the training rows. */
export const stepHooks: AdapterHooks = {
  preprocess: {
    fit: (features) => Promise.resolve({ most: features.rows / 10 }),
    apply: (features) => features,
  },
  postprocess: (outputs, _, learned) => outputs.map((output) => Math.min(output, (learned as { most: number }).most)),
};
