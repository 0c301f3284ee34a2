import type { Random } from '../../base/random.ts';
import type { MlpLayers, MlpSpec } from '../../networks/mlp-spec.ts';

const outputActivation = { squared: 'identity', binary: 'logistic', softmax: 'softmax' } as const;

/**
 * Draws the first kernels and biases, uniform within sqrt(6 / (inputs + units)) of 0 (2 for logistic units), in scikit-learn's order:
 * the same seed gives its very first weights. Source: Glorot and Bengio, AISTATS 2010.
 */
export function firstLayers(
  widths: readonly number[],
  loss: MlpSpec['loss'],
  activation: MlpSpec['activation'],
  random: Random,
): MlpLayers {
  const draw = (count: number, bound: number) =>
    Float32Array.from({ length: count }, () => bound * (2 * random.uniform() - 1));
  return widths.slice(1).map((units, l) => {
    const inputs = widths[l];
    const bound = Math.sqrt((activation === 'logistic' ? 2 : 6) / (inputs + units));
    const kernel = draw(inputs * units, bound);
    const bias = draw(units, bound);
    return { inputs, units, kernel, bias, activation: l === widths.length - 2 ? outputActivation[loss] : activation };
  });
}
