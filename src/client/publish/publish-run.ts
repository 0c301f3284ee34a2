import { AppError, isStopped } from '../../base/errors.ts';
import { formatMessage, type Code, type Params } from '../../base/messages.ts';
import { notice } from '../../base/notice.ts';
import type { Destination } from '../../contract/request/publish-request.ts';
import { toNoticeText } from '../../contract/result/report.ts';
import type { CallerRequest } from '../../contract/request/request.ts';
import type { TrainResult } from '../../contract/result/result.ts';
import { models } from '../calls.ts';
import { publishModel } from './publish-model.ts';
import type { LogLine } from '../../contract/request/log-line.ts';

/**
 * Publishes what a run came to, and says so in its result and log. No run is lost because a server would not take its model: that is a notice of
 * the result. @throws AppError `run.stopped`; the model is saved nevertheless
 */
export async function withPublished(
  result: TrainResult,
  destination: Destination,
  { logger, signal }: Pick<CallerRequest, 'logger' | 'signal'>,
): Promise<TrainResult> {
  const log: LogLine[] = [];
  const notify = <C extends Code>(code: C, params: Params<C>, level = 'note') => {
    const line = {
      at: new Date().toISOString(),
      stage: 'publish',
      level,
      message: formatMessage(code, params, 'en').message,
    };
    log.push(line);
    logger?.(line);
  };
  try {
    const { modelId: model } = result;
    const { address, already } = await publishModel({
      model,
      place: destination,
      again: false,
      signal,
      onProgress: undefined,
    });
    notify(already ? 'publish.already' : 'publish.done', { address });
    const { published } = (await models.get(model)).report;
    return { ...result, log: [...result.log, ...log], ...(published ? { published } : {}) };
  } catch (error) {
    if (!(error instanceof AppError) || isStopped(error)) throw error;
    notify(error.code, error.params, 'error');
    const text = toNoticeText(notice(error.code, error.params, 'error'));
    return { ...result, log: [...result.log, ...log], notices: [...result.notices, text] };
  }
}
