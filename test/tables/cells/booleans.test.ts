import { describe, expect, it } from 'vitest';
import { booleanKey, findPair, parseBoolean } from '../../../src/tables/cells/booleans.ts';

describe('booleans', () => {
  it.each<[string, readonly string[] | undefined, boolean | null]>([
    ['true', ['true', 'false'], true],
    ['FALSE', ['true', 'false'], false],
    ['Yes', ['yes', 'no'], true],
    ['no', ['yes', 'no'], false],
    ['是', ['是', '否'], true],
    ['否', ['是', '否'], false],
    ['T', undefined, true],
    ['n', undefined, false],
    ['1', undefined, true],
    ['0', undefined, false],
    ['', undefined, null],
    ['maybe', undefined, null],
    ['true ', undefined, null],
    ['constructor', undefined, null],
  ])('%j is of the pair %j and means %j', (word, pair, meaning) => {
    expect(findPair(word)).toEqual(pair);
    expect(parseBoolean(word)).toBe(meaning);
  });

  it('are the same word in any case', () => {
    expect(['True', 'TRUE', 'true'].map(booleanKey)).toEqual(['true', 'true', 'true']);
  });
});
