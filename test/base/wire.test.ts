import { afterAll, describe, expect, it } from 'vitest';
import { AppError, stoppedError } from '../../src/base/errors.ts';
import { expose, wrap, type WireError } from '../../src/base/wire.ts';

interface Api {
  add(a: number, b: number): Promise<number>;
  nested: { fail(kind: string): Promise<never> };
}

const { port1, port2 } = new MessageChannel();
expose(
  {
    add: (a: number, b: number) => Promise.resolve(a + b),
    nested: {
      fail(kind: string): never {
        if (kind === 'app') throw new AppError('fields.unknown-column', { column: 'x', columns: 'a, b' });
        if (kind === 'stop') throw stoppedError();
        throw kind === 'text' ? 'a text' : new RangeError('too long');
      },
    },
  },
  port2,
);
const api = wrap<Api>(port1);
afterAll(() => port1.close());

const caught = (kind: string) =>
  api.nested.fail(kind).then(
    () => null,
    (error: AppError & WireError) => error,
  );

describe('calls to a worker', () => {
  it('come back', async () => {
    expect(await api.add(1, 2)).toBe(3);
  });

  it('bring an error back with code, params, message and hint', async () => {
    const error = await caught('app');
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'fields.unknown-column', params: { column: 'x', columns: 'a, b' } });
    expect(error?.message).toContain('“x”');
    expect(error?.hint).toContain('a, b');
  });

  it('bring a stop back as AbortError', async () => {
    expect(await caught('stop')).toMatchObject({ name: 'AbortError', code: 'run.stopped' });
  });

  it('bring what nobody foresaw back as run.failed with its words', async () => {
    expect(await caught('range')).toMatchObject({ code: 'run.failed', params: { detail: 'RangeError: too long' } });
    expect(await caught('text')).toMatchObject({ code: 'run.failed', params: { detail: 'Error: a text' } });
  });
});
