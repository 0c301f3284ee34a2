import { describe, expect, it } from 'vitest';
import type { ReadChoices } from '../../../src/contract/data/reading.ts';
import type { Column } from '../../../src/tables/table.ts';
import { joinColumns } from '../../../src/tables/merge/stack-columns.ts';
import { mergeTables } from '../../../src/tables/merge/merge.ts';
import { profileTable } from '../../../src/tables/profile/profile.ts';
import { quietRun } from '../../run.ts';
import { tableCells, read } from '../read.ts';

async function dates(words: string[], choices: ReadChoices = {}) {
  const { table, view } = await read(`when,n\n${words.map((word, i) => `${word},${i}`).join('\n')}\n`, choices);
  const [column] = table.columns;
  const order = column?.kind === 'date' ? column.dayOrder : undefined;
  return { days: tableCells(table).when, order, codes: view.notices.map(({ code }) => code), table };
}
const chosen = (order: 'dmy' | 'mdy'): ReadChoices => ({ dayOrder: { when: order } });

describe('dates whose year stands last', () => {
  it('are taken as is usual and say so, or as a person says', async () => {
    const guessed = await dates(['3/4/2025', '5/6/2025']);
    expect(guessed).toMatchObject({ days: ['2025-03-04', '2025-05-06'], order: 'mdy', codes: ['read.date-order'] });
    const column = await dates(['3/4/2025', '5/6/2025'], chosen('dmy'));
    expect(column).toMatchObject({ days: ['2025-04-03', '2025-06-05'], order: 'dmy', codes: [] });
  });

  it('keep the order that their own cells show', async () => {
    expect(await dates(['3/4/2025', '25/6/2025'])).toMatchObject({ days: ['2025-04-03', '2025-06-25'], order: 'dmy' });
    expect(await dates(['14/4/2025', '25/6/2025'])).toMatchObject({ order: 'dmy', codes: [] });
    // Only the other order reads every cell.
    expect(await dates(['3/4/2025', '25/6/2025'], chosen('mdy'))).toMatchObject({ order: 'dmy' });
  });

  it('have no order where there is nothing to tell apart', async () => {
    expect((await dates(['2025-03-04', '5 Mar 2025', '2025年3月6日'])).order).toBeUndefined();
    expect((await dates(['3/3/2025', '5/5/2025'])).order).toBeUndefined();
  });

  it('say their order in the profile, and keep it when files are joined', async () => {
    const { table } = await dates(['3/4/2025', '5/6/2025'], chosen('dmy'));
    const [profile] = await profileTable(table, quietRun());
    expect(profile).toMatchObject({ name: 'when', kind: 'date', dayOrder: 'dmy' });
    const text: Column = { name: 'when', kind: 'text', values: ['7/8/2025'] };
    const [when] = table.columns;
    const parts = [
      { column: when!, rows: 2 },
      { column: text, rows: 1 },
    ];
    const joined = await joinColumns('when', parts, undefined, quietRun());
    expect(joined).toMatchObject({ kind: 'date', dayOrder: 'dmy' });
    const cells = tableCells({ ...table, columns: [joined], rows: 3 });
    expect(cells.when).toEqual(['2025-04-03', '2025-06-05', '2025-08-07']);
  });

  it('say where files differ, until one order is chosen for all', async () => {
    const parts = async (choices: ReadChoices) => [
      { file: 'a.csv', table: (await dates(['25/6/2025', '3/4/2025'], choices)).table },
      { file: 'b.csv', table: (await dates(['1/2/2025', '7/8/2025'], choices)).table },
    ];
    const codes = async (choices: ReadChoices) =>
      (await mergeTables(await parts(choices), {}, {}, quietRun())).notices.filter(
        ({ code }) => code === 'merge.day-order',
      );
    const params = { column: 'when', dayFirst: 'a.csv', monthFirst: 'b.csv' };
    expect(await codes({})).toMatchObject([{ params, level: 'warning' }]);
    expect(await codes(chosen('dmy'))).toEqual([]);
  });
});
