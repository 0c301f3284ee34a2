import { fetchLinked } from '../../client/host/linked-model.ts';
import { takeLink, takeShared } from '../../client/page/opening.ts';
import type { Page } from '../state/context.ts';
import { takeFiles } from './take-files.ts';

/** Takes what the page was opened with: files that another app shared, the model of a link. */
export async function takeOpening(page: Page): Promise<void> {
  const link = takeLink();
  const shared = await takeShared();
  if (shared.length > 0) await takeFiles(page, shared);
  if (link === null) return;
  const { library, sections } = page;
  await library.importFrom(() => fetchLinked(link));
  if (!library.error) await sections.go('use');
}
