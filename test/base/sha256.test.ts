import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/base/random.ts';
import { sha256, sha256Plain } from '../../src/base/sha256.ts';

describe('SHA-256', () => {
  const random = randomFrom(1);
  it.each([0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000, 100_000])(
    'of %i bytes is right with and without the browser',
    async (length) => {
      const bytes = Uint8Array.from({ length }, () => random.integer(255));
      const expected = createHash('sha256').update(bytes).digest('hex');
      expect(await sha256(bytes)).toBe(expected);
      expect(Buffer.from(sha256Plain(bytes)).toString('hex')).toBe(expected);
    },
  );
});
