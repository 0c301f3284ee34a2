import {
  add,
  addN,
  dispose,
  div,
  keep,
  maximum,
  mul,
  sqrt,
  square,
  sub,
  sum,
  tidy,
  zerosLike,
  type NamedTensorMap,
  type Scalar,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { AdamW } from '../networks/adamw-spec.ts';

/** What AdamW remembers of the parameters it moves. */
export interface Solver {
  /** Moves every parameter by its gradient (times `scale`), and counts a step. */
  step(parameters: readonly Variable[], grads: NamedTensorMap, scale: Scalar | null, rule: AdamW): void;
  dispose(): void;
}

interface Moments {
  first: Tensor;
  second: Tensor;
}

/** Makes the memory of AdamW, with no step taken. */
export function makeAdamW(): Solver {
  const moments = new Map<string, Moments>();
  let steps = 0;
  return {
    step(parameters, grads, scale, rule) {
      steps++;
      for (const each of parameters) move(each, grads[each.name], scale, rule);
    },
    dispose() {
      for (const { first, second } of moments.values()) dispose([first, second]);
    },
  };

  function move(
    parameter: Variable,
    grad: Tensor,
    scale: Scalar | null,
    { rate, beta1, beta2, epsilon, weightDecay }: AdamW,
  ): void {
    const old = moments.get(parameter.name) ?? { first: zerosLike(grad), second: zerosLike(grad) };
    const next = tidy(() => {
      const g = scale ? mul(grad, scale) : grad;
      const first = add(mul(old.first, beta1), mul(g, 1 - beta1));
      const second = add(mul(old.second, beta2), mul(square(g), 1 - beta2));
      const size = add(div(sqrt(second), Math.sqrt(1 - beta2 ** steps)), epsilon);
      const decayed = parameter.rank > 1 && weightDecay > 0 ? mul(parameter, 1 - rate * weightDecay) : parameter;
      const value = sub(decayed, mul(div(first, size), rate / (1 - beta1 ** steps)));
      return { first, second, value };
    });
    dispose([old.first, old.second]);
    parameter.assign(next.value);
    dispose(next.value);
    moments.set(parameter.name, { first: keep(next.first), second: keep(next.second) });
  }
}

/** Gives what gradients are multiplied by so that their common norm is at most `max`. */
export function clipScale(grads: Tensor[], max: number): Scalar {
  return tidy(() => {
    const norm = sqrt(addN(grads.map((grad) => sum(square(grad)))));
    return div(max, maximum(add(norm, 1e-6), max)) as Scalar;
  });
}
