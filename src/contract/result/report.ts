import { formatMessage } from '../../base/messages.ts';
import type { Notice } from '../../base/notice.ts';
import type { Report, NoticeText, TrainResult } from './result.ts';

/** Params of sentences that hold cells of the data. */
const cellParams = new Set(['value', 'values', 'example', 'examples', 'sample']);

/** Says a notice in English, as callers and saved reports get it. */
export function toNoticeText(given: Notice): NoticeText {
  return { ...given, ...formatMessage(given.code, given.params, 'en') };
}

/** Takes the cells of the data out of a notice: what remains may be saved and shared. */
export function withoutCells({ code, params, level, place: location }: Notice): NoticeText {
  const kept = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, cellParams.has(name) ? '…' : value]),
  ) as Notice['params'];
  const { value: _, ...where } = location ?? {};
  return toNoticeText({ code, params: kept, level, ...(location ? { place: where } : {}) });
}

/** Makes the report of a result: the result without rows, log and cells of the data. */
export function toReport(result: TrainResult): Report {
  const { actual: _, predictions: __, asked: _a, probabilities: ___, testRows: ____, log: _____, ...report } = result;
  return { ...report, notices: report.notices.map(withoutCells) };
}
