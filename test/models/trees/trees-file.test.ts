import { describe, expect, it } from 'vitest';
import { fromModelMembers, toModelMembers } from '../../../src/storage/model-members.ts';
import { randomTrees } from './random-trees.ts';

const levels = [0, 3, 0, 40];
const trees = randomTrees({ levels, trees: 12, depth: 6, classes: ['a', 'b', 'c'] });
/** A feature 0 root with two leaves, then one of feature 1 (three levels) with a split below it. */
const small = {
  features: ['x', 'c'],
  levels: [0, 3],
  baseline: [0.1],
  starts: [0, 3, 8],
  nodes: {
    feature: [0, -1, -1, 1, 0, -1, -1, -1],
    threshold: [1.5, 0, 0, 0, null, 0, 0, 0],
    set: [-1, -1, -1, 0, -1, -1, -1, -1],
    missingLeft: [1, 0, 0, 0, 0, 0, 0, 0],
    left: [1, -1, -1, 4, 5, -1, -1, -1],
    right: [2, -1, -1, 7, 6, -1, -1, -1],
    value: [0, -1, 2, 0, 0, 3, 4, 5],
    rows: [9, 4, 5, 9, 6, 2, 4, 3],
  },
  bits: [5],
};

function read(content: unknown) {
  return fromModelMembers(new Map([['trees.json', new TextEncoder().encode(JSON.stringify(content))]]));
}

describe('trees.json', () => {
  it('keeps every digit', async () => {
    const members = await toModelMembers(trees);
    expect(members.map(({ name }) => name)).toEqual(['trees.json']);
    expect(await fromModelMembers(new Map(members.map(({ name, bytes }) => [name, bytes])))).toEqual(trees);
    expect(await read(small)).toMatchObject({
      form: 'trees',
      threshold: Float64Array.of(1.5, 0, 0, 0, Infinity, 0, 0, 0),
    });
  });

  const nodes = (name: keyof typeof small.nodes, at: number, value: unknown) => ({
    nodes: { ...small.nodes, [name]: small.nodes[name].map((old, i) => (i === at ? value : old)) },
  });
  it.each([
    ['a child outside', nodes('right', 0, 8)],
    ['a child in another tree', nodes('right', 0, 3)],
    ['a child before its parent', nodes('left', 4, 3)],
    ['a node that is its own child', nodes('left', 4, 4)],
    ['a node with two parents', nodes('left', 4, 7)],
    ['a child that is no number', nodes('left', 0, 1.5)],
    ['a leaf with children', nodes('left', 1, 2)],
    ['a feature that there is not', nodes('feature', 0, 2)],
    ['a feature below -1', nodes('feature', 1, -2)],
    ['bits that do not reach', nodes('set', 3, 1)],
    ['a category without bits', nodes('set', 3, -1)],
    ['bits of a number', nodes('set', 0, 0)],
    ['a value that is not finite', nodes('value', 1, null)],
    ['a negative count', nodes('rows', 1, -1)],
    ['a count of nothing above a leaf', nodes('rows', 3, 0)],
    ['counts that do not add up', nodes('rows', 5, 3)],
    ['an array that is too short', { nodes: { ...small.nodes, rows: small.nodes.rows.slice(1) } }],
    ['levels for other features', { levels: [0] }],
    ['trees that leave nodes out', { starts: [0, 3] }],
    ['an empty tree', { starts: [0, 3, 3, 8] }],
    ['starts that fall', { starts: [0, 8, 3, 8] }],
    ['starts that begin late', { starts: [3, 8] }],
    ['no whole rounds', { baseline: [0, 0, 0], classes: ['a', 'b', 'c'] }],
    ['classes without scores', { classes: ['a', 'b', 'c'] }],
    ['one class', { classes: ['a'] }],
    ['scores without classes', { baseline: [0, 0] }],
    ['a word too large', { bits: [2 ** 32] }],
    ['a key that it does not know', { more: 1 }],
  ])('is refused for %s', async (_, change) => {
    await expect(read(small)).resolves.toBeDefined();
    await expect(read({ ...small, ...change })).rejects.toMatchObject({ code: 'model.bad-content' });
  });
});
