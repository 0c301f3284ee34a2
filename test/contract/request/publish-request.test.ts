import { describe, expect, it } from 'vitest';
import { readDestination, readPublishRequest } from '../../../src/contract/request/publish-request.ts';

const thrownBy = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error as Error & { code: string; hint: string };
  }
  throw new Error('nothing was thrown');
};
const secret = 'https://a.test/k?X-Amz-Signature=hidden';

describe('what a run is told of publishing', () => {
  it('may be nothing', () => {
    expect([undefined, false, null].map(readDestination)).toEqual([null, null, null]);
  });

  it.each([[true], ['https://a.test'], [{}], [{ fields: {} }]])(
    'without an address (%j) is an error that says what to give',
    (given) => {
      const error = thrownBy(() => readDestination(given));
      expect(error).toMatchObject({ code: 'publish.no-url' });
      expect(error.hint).toContain('presigned PUT URL');
    },
  );

  it.each([
    [{ url: secret, methud: 'PUT' }, 'request.unknown-key'],
    [{ url: secret, method: secret }, 'request.bad-value'],
    [{ url: [secret, 7] }, 'request.bad-value'],
    [{ url: secret, keys: { accessKeyId: 'hidden', secret: 'hidden' } }, 'request.bad-value'],
  ])('that does not fit is named without what stands in it (%#)', (given, code) => {
    const error = thrownBy(() => readDestination(given));
    expect(error.code).toBe(code);
    expect(error.message + error.hint).not.toContain('hidden');
  });
});

it('reads a request to publish, snake_case too', () => {
  const keys = { access_key_id: 'a', secret_access_key: 'b' };
  const onProgress = () => {};
  const given = { model: 'id', url: secret, keys, headers: { 'x-a_b': '1' }, on_progress: onProgress };
  expect(readPublishRequest(given)).toEqual({
    model: 'id',
    place: { url: secret, keys: { accessKeyId: 'a', secretAccessKey: 'b' }, headers: { 'x-a_b': '1' } },
    again: false,
    signal: undefined,
    onProgress,
  });
});
