import { chat } from './messages/chat.ts';
import { clean } from './messages/clean.ts';
import { engine } from './messages/engine.ts';
import { evaluate } from './messages/evaluate.ts';
import { exported } from './messages/export.ts';
import { fields } from './messages/fields.ts';
import { merge } from './messages/merge.ts';
import { model } from './messages/model.ts';
import { predict } from './messages/predict.ts';
import { preprocess } from './messages/preprocess.ts';
import { privacy } from './messages/privacy.ts';
import { publish } from './messages/publish.ts';
import { read } from './messages/read.ts';
import { request } from './messages/request.ts';
import { run } from './messages/run.ts';
import { split } from './messages/split.ts';
import { train } from './messages/train.ts';
import type { Messages } from '../locale.ts';

/** What errors, notices and log lines say in Chinese, by code. */
export const messages: Messages = {
  ...request,
  ...read,
  ...merge,
  ...fields,
  ...clean,
  ...split,
  ...preprocess,
  ...train,
  ...engine,
  ...chat,
  ...evaluate,
  ...model,
  ...predict,
  ...exported,
  ...publish,
  ...privacy,
  ...run,
};
