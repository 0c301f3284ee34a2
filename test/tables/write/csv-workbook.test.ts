import { describe, expect, it } from 'vitest';
import { read, utils } from 'sheetjs-ce';
import { toExcel } from '../../../src/tables/write/csv-workbook.ts';
import { quietRun } from '../../run.ts';

describe('predictions as a workbook', () => {
  it('keep numbers as numbers and everything else as it is written', async () => {
    const csv = 'id,note,prediction\r\n007,=1+1,1.5\r\n12345678901234567890,NA,-2e-7\r\n1.50,"a, ""b""",\r\n';
    const book = read(await toExcel(new Blob([csv]), quietRun()));
    expect(utils.sheet_to_json(book.Sheets.Predictions, { header: 1, blankrows: true })).toEqual([
      ['id', 'note', 'prediction'],
      ['007', '=1+1', 1.5],
      ['12345678901234567890', 'NA', -2e-7],
      ['1.50', 'a, "b"'],
    ]);
  });
});
