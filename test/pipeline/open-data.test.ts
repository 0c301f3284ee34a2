import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/contract/data/reading.ts';
import { openData } from '../../src/pipeline/open-data.ts';
import { makeReader } from '../../src/pipeline/reader.ts';
import { quietRun } from '../run.ts';

const file = (name: string, text: string): Source => ({ id: name, name, blob: new Blob([text]) });
const good = file('good.csv', 'x,y\n1,2\n3,4\n');
const more = file('more.csv', 'x,y\n5,6\n');
const empty = file('empty.csv', '');
const others = file('others.csv', 'a,b\n1,2\n');

function open(sources: Source[], already: string[] = []) {
  return openData(sources, {}, {}, makeReader(), quietRun(), (id) => already.includes(id));
}

describe('files that are opened together', () => {
  it('become one table without the new ones that cannot be read or do not fit, each with its reason', async () => {
    const { view, table } = await open([good, empty, others, more]);
    expect(view.files.map(({ name }) => name)).toEqual(['good.csv', 'more.csv']);
    expect(table.rows).toBe(3);
    expect(view.failed).toMatchObject([
      { id: 'empty.csv', code: 'read.empty', params: { file: 'empty.csv' } },
      { id: 'others.csv', code: 'merge.missing-column', params: { file: 'others.csv' } },
    ]);
  });

  it('all count where nothing is wrong', async () => {
    expect((await open([good, more])).view.failed).toEqual([]);
  });

  it('change nothing where one that is open already fails: what is open stays as it is', async () => {
    await expect(open([good, empty], ['good.csv', 'empty.csv'])).rejects.toMatchObject({ code: 'read.empty' });
    await expect(open([good, others], ['others.csv', 'good.csv'])).rejects.toMatchObject({
      code: 'merge.missing-column',
    });
  });

  it('fail with the first error where none can be read', async () => {
    await expect(open([empty])).rejects.toMatchObject({ code: 'read.empty' });
    const two = file('names.csv', 'x,y\n');
    await expect(open([empty, two])).rejects.toMatchObject({ code: 'read.empty' });
  });

  it('are stopped as one', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(openData([good, empty], {}, {}, makeReader(), quietRun(stop.signal))).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
