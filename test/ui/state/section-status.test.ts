import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/adapters/catalog.ts';
import type { OptionField } from '../../../src/contract/request/options.ts';
import type { Page } from '../../../src/ui/state/context.ts';
import { format } from '../../../src/locales/en/format.ts';
import { loadLocale } from '../../../src/locales/load.ts';
import { sectionStatuses } from '../../../src/ui/state/section-status.ts';
import { sectionIds } from '../../../src/ui/state/sections.svelte.ts';
import { sentenceFor } from '../../../src/ui/shell/sentence.ts';
import type { Problem } from '../../../src/ui/state/session.svelte.ts';

await loadLocale('en');

const field: OptionField = catalog.dnn.options[0];

/** The page with a table read and one problem. */
function pageWith(problem: Problem | null): Page {
  return {
    session: { problem, reading: { status: 'idle' }, view: { rows: 9 }, warnings: [], modelType: 'dnn', target: null },
    runs: { state: { status: 'idle' } },
    library: { opened: null },
    preferences: { lang: 'en', format },
  } as unknown as Page;
}

describe('marks of the sections', () => {
  it('show nothing wrong where nothing is', () => {
    expect(Object.values(sectionStatuses(pageWith(null)))).not.toContain('bad');
  });

  it.each<Problem>([
    { why: 'share' },
    { why: 'seed' },
    { why: 'option', field, value: -1 },
    { why: 'no-target' },
    { why: 'no-factors' },
    { why: 'too-few', rows: 1 },
  ])('mark the one section that the sentence leads to: $why', (problem) => {
    const page = pageWith(problem);
    const labelMatrix = sectionStatuses(page);
    const bad = sectionIds.filter((id) => labelMatrix[id] === 'bad');
    const parts = sentenceFor(page.session, page.runs, page.preferences);
    const indexes = parts.flatMap((part) => (typeof part === 'object' && 'to' in part ? [part.to.split(':')[0]] : []));
    expect(bad).toHaveLength(1);
    expect(indexes).toContain(bad[0]);
  });
});
