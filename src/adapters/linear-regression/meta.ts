import type { AdapterMeta } from '../../contract/model/adapter.ts';

/** Describes linear regression: exact least squares, with ridge where a penalty is given. */
export const linearRegression = {
  label: 'Linear regression',
  summary: 'A weighted sum you can read, coefficient by coefficient. Try it first.',
  tasks: ['regression'],
  input: 'features',
  control: { preprocess: true, normalize: true, postprocess: false },
  suggested: {},
  scaling: 'minmax',
  scalesTarget: false,
  encoding: 'one-hot',
  takesMissing: false,
  leavesTab: false,
  options: [
    {
      name: 'fit_intercept',
      kind: 'boolean',
      default: true,
      label: 'Intercept',
      help: 'Adds a constant to the sum. Off: the prediction is 0 where every factor is 0.',
    },
    {
      name: 'alpha',
      kind: 'number',
      default: 0,
      min: 0,
      label: 'Ridge penalty (alpha)',
      help: '0 is plain least squares. Larger values pull the coefficients of the scaled factors towards 0, which steadies them when factors say nearly the same.',
    },
    {
      name: 'tol',
      kind: 'number',
      default: Number.EPSILON,
      min: 0,
      max: 1,
      advanced: true,
      label: 'Rank threshold (tol)',
      help: 'Directions whose singular value is below this share of the largest count as redundant. Used when alpha is 0.',
    },
  ],
} as const satisfies AdapterMeta;
