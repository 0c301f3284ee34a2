import { AppError } from '../base/errors.ts';
import { notice } from '../base/notice.ts';
import { log, type Run } from '../base/run.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import { toNoticeText } from '../contract/result/report.ts';
import type { NoticeText } from '../contract/result/result.ts';

/** Where a run leaves its bundle. */
export interface ModelStore {
  /** Keeps a bundle in one transaction. @throws AppError `model.storage-full`, `model.storage-failed` */
  save(bundle: Bundle): Promise<void>;
  /** Keeps a bundle while the page lives, where saving failed. */
  hold(bundle: Bundle): void;
}

/** Saves a bundle; where the browser cannot, the model is held in memory and the notice says so: no run is lost for want of space. */
export async function save(bundle: Bundle, library: ModelStore, run: Run): Promise<NoticeText | null> {
  try {
    await library.save(bundle);
    log(run, 'save', 'model.saved', { name: bundle.name });
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    library.hold(bundle);
    const warning = notice(error.code, error.params, 'error');
    log(run, 'save', error.code, error.params, 'error');
    return toNoticeText(warning);
  }
}
