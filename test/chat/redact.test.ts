import { describe, expect, it } from 'vitest';
import { makeRedactor } from '../../src/chat/redact.ts';

const key = 'abc+/"key"-123';

describe('the redactor', () => {
  it('takes the key out in every spelling, and what looks like a key', () => {
    const { message } = makeRedactor(key);
    expect(message(`a ${key} b ${encodeURIComponent(key)} c ${JSON.stringify(key)}`)).toBe('a ••• b ••• c "•••"');
    expect(message('sk-proj-AbCdEf123456 and Bearer qwertyuiop')).toBe('sk-••• and Bearer •••');
    expect(makeRedactor('').message('nothing to hide, sk-1')).toBe('nothing to hide, sk-1');
  });

  it('hides a key that comes in any pieces, and gives everything else', () => {
    const hidden = `so ${key}${key} abc+/ abc`;
    for (let size = 1; size <= hidden.length; size++) {
      const { push, flush } = makeRedactor(key).stream();
      let shown = '';
      for (let at = 0; at < hidden.length; at += size) shown += push(hidden.slice(at, at + size));
      expect(shown + flush()).toBe('so •••••• abc+/ abc');
    }
  });

  it('leaves a short placeholder in answers, but not in errors', () => {
    const { text, message } = makeRedactor('ollama');
    expect(text('ollama is a program')).toBe('ollama is a program');
    expect(message('bad key ollama')).toBe('bad key •••');
  });
});
