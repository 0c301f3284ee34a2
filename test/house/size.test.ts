import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { largeFolders, sameNames } from './rooms.ts';
import { expectOnly, files, shortName, readSource } from './sources.ts';

const maxLines = 250;
const maxFiles = 20;

/** Files above the limit that do not say why, with what is to become of them. */
const longFiles: Record<string, string> = {
  'Rail.svelte': 'a component to be split',
  'session.svelte.ts': 'becomes five classes in ui/state/',
  'FieldRow.svelte': 'a component to be split',
  'PredictionReport.svelte': 'a component to be split',
};

/** Folders above the limit. */
const largeFoldersToday: Record<string, string> = {};

/** Names that several files have, outside of rooms where that is meant. */
const repeatedNames: Record<string, string> = {
  'main.ts': 'the entry of a page',
  'catalog.ts': 'the exported page has a catalog of its own',
  'engine.ts': 'choosing an engine, and the engines a request may name',
  'sentence.ts': 'the grammar of a sentence, and the sentence above Train',
  'calls.ts': 'the exported page answers the same calls in the page',
  'result.ts': 'the type of a result, and where it is written',
  'table-profile.ts': 'the type of a profile, and where it is made',
  'policy.ts': 'of a presigned POST, and of the page',
  'target.ts': 'of an upload, and of a recipe',
  'xml.ts': 'of answers of S3, and of workbooks',
  'factor.ts': 'of a recipe, and of a matrix',
  'onnx.ts': 'models that run, and models that are written',
  'workbook.ts': 'a workbook that is read, and one that is exported',
};

describe('size', () => {
  it(`is at most ${maxLines} lines a file, or the first comment says why`, () => {
    const long = files.filter((file) => {
      const text = readSource(file);
      return text.split('\n').length - 1 > maxLines && !/^\s*(?:<!--|\/\*\*?|\/\/)\s*\*?\s*Long because/.test(text);
    });
    expectOnly(long.map(shortName), longFiles);
  });

  it(`is at most ${maxFiles} files a folder`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    const large = [...counts].filter(([folder, count]) => count > maxFiles && !largeFolders.test(folder));
    expectOnly(
      large.map(([folder]) => folder),
      largeFoldersToday,
    );
  });

  it('gives each file a name of its own', () => {
    const names = files.filter((file) => !sameNames.test(file)).map(shortName);
    expectOnly([...new Set(names.filter((name, i) => names.indexOf(name) !== i))], repeatedNames);
    expect(names.length).toBeGreaterThan(100);
  });
});
