import type { Page } from './context.ts';

/** Runs what was prepared; opens the sections that now matter, and puts the new model in use. */
export async function trainNow({ session, runs, library, sections }: Page): Promise<void> {
  if (session.problem || runs.running) return;
  const request = session.request();
  sections.show('train');
  const outcome = await runs.start(request);
  if (outcome.status !== 'done') return;
  sections.show('results');
  await library.refresh();
  await library.open(outcome.result.modelId);
}
