import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../../src/base/messages.ts';
import { randomFrom } from '../../../src/base/random.ts';
import type { Task } from '../../../src/contract/data/kinds.ts';
import { profileTable } from '../../../src/tables/profile/profile.ts';
import { findWarnings } from '../../../src/tables/profile/warnings.ts';
import { quietRun } from '../../run.ts';
import { stray, makeTable } from '../table-of.ts';

const rows = 200;
const random = randomFrom(1);
const noise = () => Array.from({ length: rows }, () => random.normal());
const each = <T>(make: (i: number) => T) => Array.from({ length: rows }, (_, i) => make(i));
const y = noise();
const classes = each((i) => (y[i] > 0.3 ? 'high' : 'low'));

type Columns = Parameters<typeof makeTable>[0];
const warn = async (columns: Columns, task: Task = 'regression', rules: object = {}) => {
  const table = makeTable(columns);
  const factors = table.columns.filter(({ name }) => name !== 'y').map(({ name }) => ({ name, ...rules }));
  return findWarnings(table, await profileTable(table, quietRun()), 'y', task, factors, quietRun());
};
const codes = async (...given: Parameters<typeof warn>) => (await warn(...given)).map(({ notice }) => notice.code);

describe('findWarnings', () => {
  it('says nothing of sound columns', async () => {
    const sound = { x: noise(), c: each((i) => 'abc'[i % 3]), year: each((i) => 1800 + i) };
    expect(await codes({ ...sound, y })).toEqual([]);
    expect(await codes({ ...sound, y: classes }, 'classification')).toEqual([]);
  });

  it.each([
    ['counts the rows', 'nr', each((i) => i + 1)],
    ['falls from row to row', 'x', each((i) => 5000 - i)],
    ['has an id in its name', 'customer_id', each((i) => (i * 7919) % 10007)],
    ['has an id in its Chinese name', '订单编号', each((i) => (i * 7919) % 10007)],
  ])('finds a number that %s', async (_, name, ids) => {
    const found = await warn({ [name]: ids, x2: noise(), y });
    expect(found).toMatchObject([{ column: name, notice: { code: 'fields.looks-like-id' }, fix: { kind: 'ignore' } }]);
  });

  it('finds constant and empty factors', async () => {
    const found = await warn({ a: each(() => 3), b: each(() => 'x'), e: each(() => null), y });
    expect(found).toMatchObject([
      { column: 'a', notice: { code: 'fields.constant', params: { value: '3' } } },
      { column: 'b', notice: { code: 'fields.constant', params: { value: 'x' } } },
      { column: 'e', notice: { code: 'fields.empty-factor' } },
    ]);
  });

  describe('leaks of a number target', () => {
    it.each([
      ['the target in other units', each((i) => y[i] * 2.54 + 10)],
      ['its negative, rounded', each((i) => -Math.round(y[i] * 1e4))],
      ['a curve through it', each((i) => Math.exp(y[i]))],
    ])('finds %s', async (_, leak) => {
      const [found, ...others] = await warn({ x: noise(), leak, y });
      expect(others).toEqual([]);
      expect(found).toMatchObject({ column: 'leak', notice: { code: 'fields.leak', params: { target: 'y' } } });
    });

    it('finds groups that each have one value, but not groups of one row', async () => {
      const steps = each((i) => i % 4);
      expect(await codes({ g: each((i) => 'abcd'[i % 4]), y: steps.map((step) => step * step) })).toEqual([
        'fields.leak',
      ]);
      expect(await codes({ g: each((i) => `g${i % 100}`), y: each((i) => y[i % 100]) })).toEqual([]);
    });

    it('lets strong factors pass', async () => {
      expect(await codes({ strong: each((i) => y[i] + 0.1 * random.normal()), y })).toEqual([]);
    });
  });

  describe('leaks of classes', () => {
    it.each([
      ['another name for each class', each((i) => (classes[i] === 'high' ? 'yes' : 'no'))],
      ['levels that each have one class', each((i) => `${classes[i]}${i % 3}`)],
      ['a number that parts two classes', each((i) => y[i])],
      ['a code for each class', each((i) => (classes[i] === 'high' ? 1 : 0))],
    ])('finds %s', async (_, leak) => {
      expect(await warn({ x: noise(), leak, y: classes }, 'classification')).toMatchObject([
        { column: 'leak', notice: { code: 'fields.leak' }, fix: { kind: 'ignore' } },
      ]);
    });

    it('finds a number on which three classes lie apart', async () => {
      const three = each((i) => 'abc'[i % 3]);
      const leak = each((i) => (i % 3) * 10 + random.uniform());
      expect(await codes({ leak, y: three }, 'classification')).toEqual(['fields.leak']);
    });

    it('lets strong factors pass', async () => {
      const strong = each((i) => (i % 20 === 0 ? 'no' : classes[i] === 'high' ? 'yes' : 'no'));
      const near = each((i) => y[i] + 0.2 * random.normal());
      expect(await codes({ strong, near, y: classes }, 'classification')).toEqual([]);
    });
  });

  it.each([
    ['a constant', each(() => 4), 'regression', 'fields.target-constant'],
    ['one class', each(() => 'a'), 'classification', 'fields.target-constant'],
    ['100 classes', each((i) => `c${i % 100}`), 'classification', 'fields.many-classes'],
    ['a number of 200 values taken as classes', y, 'classification', 'fields.many-classes-number'],
    ['nothing', each(() => null), 'regression', 'fields.empty-target'],
  ] as const)('finds a target of %s', async (_, cells, task, code) => {
    expect(await codes([['x', noise()], ['y', [...cells]]], task)).toEqual([code]); // prettier-ignore
  });

  describe('missing cells', () => {
    const gaps = each((i) => (i % 4 === 0 ? null : random.normal()));
    const words = each((i) => (i % 4 === 0 ? null : 'ab'[i % 2]));
    const targetColumn = each((i) => (i < 20 ? null : random.normal()));

    it('offers to fill, and counts the rows with a target that this keeps', async () => {
      const found = await warn({ gaps, words, y: targetColumn });
      expect(found).toMatchObject([
        { column: 'gaps', fix: { kind: 'missing', rule: 'median' }, notice: { params: { rows: 45, percent: 22.5 } } },
        { column: 'words', fix: { kind: 'missing', rule: 'most_frequent' } },
      ]);
      const [{ notice }] = found;
      expect(formatMessage(notice.code, notice.params, 'en').hint).toBe('Fill with the median: this keeps 45 rows.');
    });

    it('says nothing where they are filled already, or few', async () => {
      expect(await codes({ gaps, words, y }, 'regression', { missing: 'most_frequent' })).toEqual([]);
      expect(await codes({ few: each((i) => (i < 10 ? null : random.normal())), y })).toEqual([]);
    });

    it('warns of many cells that cannot be read', async () => {
      const odd = stray('number', ...each((i) => (i % 10 === 0 ? 'n.b.' : i % 7)));
      const many = stray('number', ...each((i) => (i % 10 === 0 ? 'n.b.' : random.normal())));
      const params = { rows: 20, percent: 10, examples: 'n.b.' };
      expect(await warn({ odd, many, y })).toMatchObject([
        { notice: { code: 'fields.many-unparsable', params }, fix: { kind: 'as', to: 'category' } },
        { column: 'many', notice: { code: 'fields.many-unparsable-words', params } },
      ]);
    });
  });
});
