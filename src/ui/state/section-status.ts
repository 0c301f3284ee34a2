import type { Page } from './context.ts';
import { headline } from '../i18n/headline.ts';
import { modelLabel } from '../i18n/model-name.ts';
import type { SectionStatus, SectionId } from './sections.svelte.ts';
import type { Problem } from './session.svelte.ts';

/** The section where a problem is put right. */
const problemSection: Record<Problem['why'], SectionId> = {
  'no-data': 'data',
  reading: 'data',
  'read-failed': 'data',
  'no-target': 'fields',
  'no-factors': 'fields',
  'too-few': 'fields',
  'no-model': 'model',
  option: 'model',
  seed: 'model',
  share: 'model',
};

/** Says how each section stands, for the rail and the margin. */
export function sectionStatuses({ session, runs, library }: Page): Record<SectionId, SectionStatus> {
  const { problem, reading, view } = session;
  const wrong = problem && problemSection[problem.why];
  const run = runs.state.status;
  const doubt = session.warnings.some(({ notice }) => notice.level !== 'note');
  return {
    data: reading.status === 'failed' ? 'bad' : reading.status === 'busy' ? 'run' : view ? 'ok' : 'now',
    fields: !view ? 'wait' : wrong === 'fields' ? 'bad' : doubt ? 'warn' : 'ok',
    model: wrong === 'model' ? 'bad' : view ? 'ok' : 'wait',
    train: run === 'running' ? 'run' : run === 'done' ? 'ok' : run === 'failed' ? 'bad' : 'wait',
    results: run === 'done' ? 'ok' : 'wait',
    use: library.opened ? 'ok' : 'wait',
  };
}

/** The few characters beside each section's name in the rail. */
export function sectionBadges({ session, runs, preferences }: Page): Record<SectionId, string> {
  const { format, lang } = preferences;
  const { view, target, factors, warnings } = session;
  const doubts = warnings.filter(({ notice }) => notice.level !== 'note').length;
  const run = runs.state;
  return {
    data: view ? format.whole(view.rows) : '',
    fields: !view ? '' : doubts > 0 ? format.whole(doubts) : target ? `${format.whole(factors.length)} → 1` : '',
    model: view ? modelLabel(session.modelType, lang) : '',
    train:
      run.status === 'running' ? format.percent(runs.share ?? 0) : run.status === 'done' ? format.duration(run.ms) : '',
    results: run.status === 'done' ? headline(run.result.metrics, format) : '',
    use: '',
  };
}
