import { describe, expect, it } from 'vitest';
import { notice } from '../../../src/base/notice.ts';
import { withoutCells } from '../../../src/contract/result/report.ts';

describe('withoutCells', () => {
  it('takes cells out of the sentence, the params and the place', () => {
    const given = notice(
      'clean.dropped-unparsable',
      { column: 'age', count: 2, examples: 'Ann Smith, forty' },
      'warning',
      { file: 'a.csv', row: 7, column: 'age', value: 'Ann Smith' },
    );
    const text = withoutCells(given);
    expect(JSON.stringify(text)).not.toContain('Smith');
    expect(text).toMatchObject({
      params: { column: 'age', count: 2 },
      place: { file: 'a.csv', row: 7, column: 'age' },
    });
    expect(text.message).toContain('“age”');
  });
});
