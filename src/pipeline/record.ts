import type { Run } from '../base/run.ts';
import { type LogLine, toLogLine } from '../contract/request/log-line.ts';
import type { TrainResult } from '../contract/result/result.ts';

/** What a run said that its result keeps. */
export interface RunRecord {
  log: LogLine[];
  loss: number[];
  validation: number[];
}

/** Keeps the lines and the losses of a run while it passes them on. */
export function recorded(run: Run): { run: Run; record: RunRecord } {
  const record: RunRecord = { log: [], loss: [], validation: [] };
  return {
    record,
    run: {
      ...run,
      report(event) {
        const line = event.type === 'log' ? toLogLine(event, event.at) : null;
        if (line) record.log.push(line);
        if (event.type === 'epoch') {
          record.loss.push(event.loss);
          if (event.validation !== undefined) record.validation.push(event.validation);
        }
        run.report(event);
      },
    },
  };
}

/** Gives the losses for the result, or nothing where there were none. */
export function lossHistory({ loss, validation }: RunRecord): Pick<TrainResult, 'history'> {
  if (loss.length === 0) return {};
  return { history: validation.length > 0 ? { loss, validation } : { loss } };
}
