import { describe, expect, it } from 'vitest';
import { readReadRequest } from '../../../src/contract/request/read-request.ts';

const file = new File(['a,b\n1,2\n'], 'a.csv');

describe('a request to read', () => {
  it('takes defaults and snake_case keys', () => {
    expect(readReadRequest({ datasetFiles: [file] })).toEqual({ datasetFiles: [file], read: {}, merge: {}, rows: 10 });
    const { signal } = new AbortController();
    const full = {
      dataset_files: [file, 'https://host.example/b.csv'],
      read: { delimiter: ';', day_order: { some_day: 'dmy' } },
      merge: { missing_column: 'fill' },
      target: 'b',
      rows: 1000,
      agree: true,
      signal,
    };
    expect(readReadRequest(full)).toEqual({
      datasetFiles: [file, 'https://host.example/b.csv'],
      read: { delimiter: ';', dayOrder: { some_day: 'dmy' } },
      merge: { missingColumn: 'fill' },
      target: 'b',
      rows: 1000,
      agree: true,
      signal,
    });
  });

  it.each([
    [
      { modelType: 'dnn' },
      'request.unknown-key',
      { key: 'modelType', known: 'datasetFiles, read, merge, target, rows, agree, signal' },
    ],
    [{ read: { header: true, colour: 1 } }, 'request.unknown-key', { key: 'colour', place: 'read' }],
    [{ merge: { by: 1 } }, 'request.unknown-key', { key: 'by', known: 'duplicates, missingColumn' }],
    [{ rows: 1001 }, 'request.bad-value', { key: 'rows', value: '1001' }],
    [{ rows: 1.5 }, 'request.bad-value', { key: 'rows' }],
    [{ target: 3 }, 'request.bad-value', { key: 'target' }],
    [{ datasetFiles: [] }, 'request.no-files', {}],
    [{ datasetFiles: file }, 'request.bad-value', { key: 'datasetFiles' }],
  ])('refuses %j', (change, code, params) => {
    const read = () => readReadRequest({ datasetFiles: [file], ...change });
    expect(read).toThrow(expect.objectContaining({ code, params: expect.objectContaining(params) as object }) as Error);
  });

  it('refuses what is no object', () => {
    expect(() => readReadRequest(null)).toThrow(expect.objectContaining({ code: 'request.bad-value' }) as Error);
  });
});
