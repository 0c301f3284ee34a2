import type { MlpActivation } from '../../contract/model/artifact.ts';
import type { MlpLayers } from '../../networks/mlp-spec.ts';

// The forward pass in plain float32, rounding by rounding what the plain SIMD kernel does: for engines without SIMD, and for networks whose
// hidden layers differ in activation. Same digits, a tenth of the speed.

const round = Math.fround;
const limit = round(7.90531110763549805);
const above = [
  2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5, 6.37261928875436e-4,
  4.89352455891786e-3,
].map(round);
const below = [1.18534705686654e-4, 2.268434632439e-3, 4.89352518554385e-3].map(round);

/** tanh as a quotient of polynomials in float32, as `assembly/vector.ts` has it. */
function tanh(z: number): number {
  const x = z < -limit ? -limit : z > limit ? limit : z;
  const s = round(x * x);
  let p = round(-2.76076847742355e-16);
  for (const c of above) p = round(round(s * p) + c);
  let q = round(1.19825839466702e-6);
  for (const c of below) q = round(round(s * q) + c);
  return round(round(x * p) / q);
}

function activate(activation: MlpActivation, z: number): number {
  if (activation === 'relu') return z < 0 ? 0 : z;
  if (activation === 'tanh') return tanh(z);
  if (activation === 'logistic') return round(round(tanh(round(z * 0.5)) * 0.5) + 0.5);
  return z;
}

/** An output layer up to this wide is summed in four lanes. */
const narrow = 4;

/** Gives what goes into the output layer's activation for one row. */
export function forwardRow(layers: MlpLayers, row: Float32Array): Float32Array {
  let values = row;
  layers.forEach(({ inputs, units, kernel, bias, activation }, l) => {
    const last = l === layers.length - 1;
    const next = new Float32Array(units);
    for (let n = 0; n < units; n++) {
      const weight = (k: number) => (k < inputs ? kernel[k * units + n] : bias[n]);
      const value = (k: number) => (k < inputs ? values[k] : 1);
      if (last && units <= narrow) {
        const lanes = new Float32Array(4);
        for (let k = 0; k <= inputs; k++) lanes[k & 3] += round(value(k) * weight(k));
        next[n] = round(lanes[0] + lanes[2]) + round(lanes[1] + lanes[3]);
      } else {
        let sum = 0;
        for (let k = 0; k <= inputs; k++) sum = round(sum + round(value(k) * weight(k)));
        next[n] = last ? sum : activate(activation, sum);
      }
    }
    values = next;
  });
  return values;
}
