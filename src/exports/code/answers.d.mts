import type { Proof } from '../../contract/result/exported.ts';
import type { Scoring } from '../scoring.ts';

/** Opens a model for predicting, by the very code that `predict.mjs` holds. */
export function openModel(model: Scoring & { proof: Pick<Proof, 'rows' | 'predictions'> }): {
  predict(row: Proof['rows'][number]): number | string | null;
  scores(row: Proof['rows'][number]): number[] | null;
  verify(): number;
};
