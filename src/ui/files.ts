import type { Page } from './context.ts';

/** Names of the tables that can be read, for file inputs. */
export const tableTypes = '.csv,.tsv,.txt,.xlsx,.xls,.ods';

/** Takes files that a person gave: model files go to the library, all others are read as tables. */
export async function takeFiles({ session, library, sections }: Page, files: readonly File[]): Promise<void> {
  const [model] = files.filter((file) => /\.intab$/i.test(file.name));
  const tables = files.filter((file) => !/\.intab$/i.test(file.name));
  if (model) {
    await library.importFile(model);
    if (!library.error) await sections.go('use');
  }
  if (tables.length === 0) return;
  const first = session.view === null;
  await session.addFiles(tables);
  if (first && session.view !== null) sections.show('data', 'fields');
}
