import { isMissingOption } from '../../contract/request/options.ts';
import type { Page } from '../state/context.ts';

/** Names of the tables that can be read, for file inputs. */
export const tableTypes = '.csv,.tsv,.txt,.xlsx,.xls,.ods,.json,.jsonl,.ndjson,.parquet';

/** Names of the files that hold a model: a bundle file, or a page that predicts. */
export const modelTypes = '.intab,.html';
const isPlan = /\.plan\.json$/i;
const isModel = /\.(intab|html?)$/i;

/** The tables that ship with the program, and what each is made to predict. */
export const samples = [
  { id: 'houses', file: 'houses.csv', target: 'price' },
  { id: 'churn', file: 'churn.csv', target: 'churned' },
  { id: 'flowers', file: 'flowers.csv', target: 'species' },
] as const;

/** Takes files that a person gave: model files go to the library, all others are read as tables. */
export async function takeFiles({ session, library, sections }: Page, files: readonly File[]): Promise<void> {
  const models = files.filter((file) => isModel.test(file.name));
  const [plan] = files.filter((file) => isPlan.test(file.name));
  const tables = files.filter((file) => !isModel.test(file.name) && !isPlan.test(file.name));
  for (const model of models) {
    await library.importFile(model);
    if (library.error) break;
    await sections.go('use');
  }
  if (plan) await session.openPlan(plan);
  if (tables.length === 0) return;
  const first = session.view === null;
  await session.addFiles(tables);
  if (!first || session.view === null) return;
  // An option that a run cannot do without is not folded away.
  const needsOption = session.options.some((field) => isMissingOption(field, session.option(field)));
  sections.show('data', 'fields', ...(needsOption ? (['model'] as const) : []));
}

/** Reads a sample table and sets the target it is made for. */
export async function takeSample(page: Page, { file, target }: (typeof samples)[number]): Promise<void> {
  const answer = await fetch(`./samples/${file}`);
  const blob = await answer.blob();
  await takeFiles(page, [new File([blob], file, { type: 'text/csv' })]);
  if (page.session.column(target)) page.session.setTarget(target);
}
