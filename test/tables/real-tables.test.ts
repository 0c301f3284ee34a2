import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AdapterMeta } from '../../src/contract/model/adapter.ts';
import { cleanRows } from '../../src/tables/rows/clean.ts';
import { chooseFields } from '../../src/tables/fields/choose-fields.ts';
import { mergeTables } from '../../src/tables/merge/merge.ts';
import { profileTable } from '../../src/tables/profile/profile.ts';
import { readFile } from '../../src/tables/read/read-file.ts';
import { splitRows } from '../../src/tables/rows/split-rows.ts';
import { suggest } from '../../src/tables/profile/suggest.ts';
import { findWarnings } from '../../src/tables/profile/warnings.ts';
import { quietRun } from '../run.ts';
import { hasShared, sharedPath, sharedReference } from '../shared-data.ts';

interface Expected {
  rows_read: number;
  duplicates: number;
  rows_kept: number;
  train: number;
  test: number;
  test_rows_first_20: number[];
}

const cases: [name: string, target: string, factors: string | null][] = [
  ['california-housing', 'median_house_value', null],
  ['mpg', 'mpg', null],
  ['penguins', 'species', null],
  ['titanic', 'survived', 'pclass age sibsp parch fare sex embarked'],
];

async function open(name: string) {
  const blob = new Blob([readFileSync(sharedPath(`data/${name}.csv`))]);
  const file = `${name}.csv`;
  const { table } = await readFile({ id: name, name: file, blob }, {}, quietRun());
  return mergeTables([{ file, table }], {}, {}, quietRun());
}

describe.skipIf(!hasShared)('real tables (needs ../shared)', () => {
  const reference = sharedReference<Expected>();
  const meta = {
    tasks: ['regression', 'classification'],
    input: 'features',
    takesMissing: false,
  } as unknown as AdapterMeta;

  it.each(cases)(
    '%s: drops, keeps and splits the rows that pandas and scikit-learn do',
    async (name, target, factors) => {
      const { table, read, duplicates } = await open(name);
      const named = factors?.split(' ').map((factor) => ({ name: factor })) ?? null;
      const plan = { fields: named, target, targetField: null, task: null, modelType: 'any' };
      const { kept } = await cleanRows(table, chooseFields(table, plan, meta), quietRun());
      const { train, test } = splitRows(kept.length, { testSize: 0.2, seed: 42, stratify: false });
      expect({
        rows_read: read,
        duplicates,
        rows_kept: kept.length,
        train: train.length,
        test: test.length,
        test_rows_first_20: [...test.slice(0, 20)],
      }).toEqual(Object.fromEntries(Object.entries(reference[name]).slice(0, 6)));
    },
  );

  it('titanic: guesses the target and warns of the leak and of the gaps', async () => {
    const { table } = await open('titanic');
    const profiles = await profileTable(table, quietRun());
    const { target, task, roles } = suggest(table, profiles);
    expect([target, task]).toEqual(['survived', 'classification']);
    const factors = Object.keys(roles).filter((name) => roles[name] === 'factor');
    const fields = factors.map((name) => ({ name }));
    const found = await findWarnings(table, profiles, 'survived', 'classification', fields, quietRun());
    expect(found.map(({ column, notice }) => [column, notice.code])).toEqual([
      ['age', 'fields.missing-median'],
      ['deck', 'fields.missing-frequent'],
      ['alive', 'fields.leak'],
    ]);
  });
});
