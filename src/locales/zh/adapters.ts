import { dnn } from './adapters/dnn.ts';
import { gradientBoosting } from './adapters/gradient-boosting.ts';
import { huggingfaceText } from './adapters/huggingface-text.ts';
import { linearRegression } from './adapters/linear-regression.ts';
import { llm } from './adapters/llm.ts';
import { logisticRegression } from './adapters/logistic-regression.ts';
import { openaiChat } from './adapters/openai-chat.ts';
import { textClassifier } from './adapters/text-classifier.ts';
import type { AdapterTexts } from '../adapter-texts.ts';

/** The adapters in Chinese, by id. One without an entry is shown in English. */
export const adapters: Record<string, AdapterTexts> = {
  dnn,
  gradient_boosting: gradientBoosting,
  huggingface_text: huggingfaceText,
  linear_regression: linearRegression,
  llm,
  logistic_regression: logisticRegression,
  openai_chat: openaiChat,
  text_classifier: textClassifier,
};
