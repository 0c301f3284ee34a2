import type { AdapterMeta } from '../contract/model/adapter.ts';
import { dnn } from './dnn/meta.ts';
import { gradientBoosting } from './gradient-boosting/meta.ts';
import { huggingfaceText } from './huggingface-text/meta.ts';
import { linearRegression } from './linear-regression/meta.ts';
import { llm } from './llm/meta.ts';
import { logisticRegression } from './logistic-regression/meta.ts';
import { openaiChat } from './openai-chat/meta.ts';
import { textClassifier } from './text-classifier/meta.ts';

const metas = {
  linear_regression: linearRegression,
  logistic_regression: logisticRegression,
  dnn,
  gradient_boosting: gradientBoosting,
  text_classifier: textClassifier,
  huggingface_text: huggingfaceText,
  llm,
  openai_chat: openaiChat,
} as const satisfies Record<string, AdapterMeta>;

/** The id of an adapter: `modelType` of a request. */
export type AdapterId = keyof typeof metas;

/** Every adapter by its id, in the order they are offered. Light: no code of the adapters. */
export const catalog: Readonly<Record<AdapterId, AdapterMeta>> = metas;

/** Is true when a string is the id of an adapter of this version. */
export function isAdapterId(id: string): id is AdapterId {
  return Object.hasOwn(catalog, id);
}
