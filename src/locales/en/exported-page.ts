import { format } from './format.ts';
import { model } from './messages/model.ts';
import { predict } from './messages/predict.ts';
import { preprocess } from './messages/preprocess.ts';
import { read } from './messages/read.ts';
import { request } from './messages/request.ts';
import { run } from './messages/run.ts';
import { chat } from './page/chat.ts';
import { exportedPage } from './page/exported-page.ts';
import { metrics } from './page/metrics.ts';
import { notices } from './page/notices.ts';
import { textModel } from './page/text-model.ts';
import { trees } from './page/trees.ts';
import { use } from './page/use.ts';
import { writing } from './writing.ts';

/** Messages of the stages that predicting has a part in. The build of the exported page puts them in the place of `messages.ts`. */
export const messages = { ...request, ...read, ...preprocess, ...model, ...predict, ...run } as const;

/** English, as far as the exported page needs it. */
export const locale = {
  writing,
  format,
  messages,
  page: { chat, exportedPage, metrics, notices, textModel, trees, use },
  adapters: {},
};
