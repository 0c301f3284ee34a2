import { ask } from './page/ask.ts';
import { charts } from './page/charts.ts';
import { chat } from './page/chat.ts';
import { data } from './page/data.ts';
import { exportAs } from './page/export.ts';
import { fields } from './page/fields.ts';
import { metrics } from './page/metrics.ts';
import { model } from './page/model.ts';
import { notices } from './page/notices.ts';
import { options } from './page/options.ts';
import { publish } from './page/publish.ts';
import { resultLines, useLines } from './page/result-lines.ts';
import { results } from './page/results.ts';
import { shell } from './page/shell.ts';
import { textModel } from './page/text-model.ts';
import { train } from './page/train.ts';
import { trees } from './page/trees.ts';
import { use } from './page/use.ts';
import { version } from './page/version.ts';
import { generated } from './page/written.ts';
import type { PageTexts } from '../locale.ts';

/** What the page says in Chinese, a member per section. */
export const page: PageTexts = {
  ask,
  charts,
  chat,
  data,
  exportAs,
  fields,
  metrics,
  model,
  notices,
  options,
  publish,
  resultLines,
  useLines,
  results,
  shell,
  textModel,
  train,
  trees,
  use,
  version,
  written: generated,
};
