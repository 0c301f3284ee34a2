import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  add,
  customGrad,
  erf,
  exp,
  gather,
  mean,
  mul,
  reshape,
  rsqrt,
  scatterND,
  square,
  sub,
  sum,
  tanh,
  transpose,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { product } from './product.ts';

// Operations of an encoder with gradients of their own: fewer steps on the tape, none of them missing on a backend (wasm has no
// gradient for a gather, a slow product of transposed operands). What is frozen gets no gradient, and costs none.

/** A parameter: whether its gradient is wanted. */
export interface Parameter<T extends Tensor = Tensor> {
  tensor: T;
  trained: boolean;
}

/** Computes `value` from tensors with a gradient of its own: one tensor an input, from what was saved. */
export function withGradient(
  inputs: Tensor[],
  compute: (
    given: Tensor[],
    save: (kept: Tensor[]) => void,
  ) => { value: Tensor; gradient: (dy: Tensor, kept: Tensor[]) => Tensor[] },
): Tensor {
  return customGrad((...given) => {
    const save = given[given.length - 1] as (kept: Tensor[]) => void;
    const { value, gradient } = compute(given.slice(0, -1) as Tensor[], save);
    return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => gradient(dy, kept) };
  })(...inputs);
}

/** x [n, in] times w [in, out] plus b [out]. */
export function linear(x: Tensor2D, w: Parameter, b: Parameter): Tensor2D {
  const kernel = w.tensor as Tensor2D;
  if (!w.trained) {
    return withGradient([x], ([input], save) => {
      save([]);
      return {
        value: add(product(input as Tensor2D, kernel), b.tensor),
        gradient: (dy) => [product(dy as Tensor2D, kernel, false, true)],
      };
    }) as Tensor2D;
  }
  return withGradient([x, kernel, b.tensor], ([input, k, c], save) => {
    save([input, k]);
    return {
      value: add(product(input as Tensor2D, k as Tensor2D), c),
      gradient: (dy, [from, weights]) => [
        product(dy as Tensor2D, weights as Tensor2D, false, true),
        product(from as Tensor2D, dy as Tensor2D, true),
        sum(dy, 0),
      ],
    };
  }) as Tensor2D;
}

/** Layer normalisation of the rows of x [n, width]. */
export function layerNorm(x: Tensor2D, gain: Parameter, shift: Parameter, epsilon: number): Tensor2D {
  const slope = (dy: Tensor, normal: Tensor, scale: Tensor, g: Tensor): Tensor => {
    const d = mul(dy, g);
    const level = mean(d, -1, true);
    const along = mul(normal, mean(mul(d, normal), -1, true));
    return mul(sub(sub(d, level), along), scale);
  };
  const normalise = (input: Tensor) => {
    const centred = sub(input, mean(input, -1, true));
    const scale = rsqrt(add(mean(square(centred), -1, true), epsilon));
    return { normal: mul(centred, scale), scale };
  };
  if (!gain.trained) {
    return withGradient([x], ([input], save) => {
      const { normal, scale } = normalise(input);
      save([normal, scale]);
      return {
        value: add(mul(normal, gain.tensor), shift.tensor),
        gradient: (dy, [n, s]) => [slope(dy, n, s, gain.tensor)],
      };
    }) as Tensor2D;
  }
  return withGradient([x, gain.tensor, shift.tensor], ([input, g, b], save) => {
    const { normal, scale } = normalise(input);
    save([normal, scale, g]);
    return {
      value: add(mul(normal, g), b),
      gradient: (dy, [n, s, gains]) => [slope(dy, n, s, gains), sum(mul(dy, n), 0), sum(dy, 0)],
    };
  }) as Tensor2D;
}

/** Looks up embeddings: table [vocabulary, width], ids [n] → [n, width]. */
export function lookUpRows(table: Parameter, ids: Tensor1D): Tensor2D {
  if (!table.trained) return gather(table.tensor as Tensor2D, ids);
  return withGradient([table.tensor], ([whole], save) => {
    save([ids]);
    const { shape } = whole as Tensor2D;
    return {
      value: gather(whole as Tensor2D, ids),
      // Rows that occur more than once are added up.
      gradient: (dy, [at]) => [scatterND(reshape(at, [-1, 1]), dy, shape)],
    };
  }) as Tensor2D;
}

/** GELU by the error function, as `gelu` of Hugging Face. */
export function gelu(x: Tensor2D): Tensor2D {
  return withGradient([x], ([input], save) => {
    const share = mul(add(erf(mul(input, Math.SQRT1_2)), 1), 0.5);
    save([input, share]);
    return {
      value: mul(input, share),
      gradient: (dy, [of, part]) => [
        mul(dy, add(part, mul(of, mul(exp(mul(square(of), -0.5)), 1 / Math.sqrt(2 * Math.PI))))),
      ],
    };
  }) as Tensor2D;
}

/** GELU by tanh, as `gelu_new` of Hugging Face. */
export function geluNew(x: Tensor2D): Tensor2D {
  const c = Math.sqrt(2 / Math.PI);
  return withGradient([x], ([input], save) => {
    const bend = tanh(mul(mul(input, add(mul(square(input), 0.044715), 1)), c));
    save([input, bend]);
    return {
      value: mul(mul(input, 0.5), add(bend, 1)),
      gradient: (dy, [of, t]) => {
        const inner = mul(add(mul(square(of), 3 * 0.044715), 1), c);
        const rise = mul(mul(mul(of, 0.5), sub(1, square(t))), inner);
        return [mul(dy, add(mul(add(t, 1), 0.5), rise))];
      },
    };
  }) as Tensor2D;
}

/** The transposed copy of a matrix. */
export function turned(matrix: Tensor): Tensor {
  return transpose(matrix, [1, 0]);
}
