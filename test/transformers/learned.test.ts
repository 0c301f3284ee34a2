import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { learnBytePairs } from '../../src/transformers/byte-pairs.ts';
import { learnCharacters } from '../../src/transformers/characters.ts';
import type { LearnedTokenizer } from '../../src/transformers/learned.ts';
import { quietRun } from '../run.ts';

const texts = [
  'The food was good, and the staff was friendly. The hotel was good!',
  "I don't like it; we've seen better… 3,000 times, she'll say.",
  '今天的天气很好，今天我们去公园。今天很好。',
  '  two  spaces\tand\n\nlines 😀😀 שלום עולם',
];
const strange = ['', ' ', 'Ünknown wörds: naïve — ¿qué?', '明天见 👩‍👩‍👧 مرحبا', 'x\u0000y\uFFFD', '\n\n\n end'];

/** The same tokenizer as Hugging Face's code reads it from `tokenizer.json`. */
function reopened({ content }: LearnedTokenizer): Tokenizer {
  return new Tokenizer(JSON.parse(JSON.stringify(content)) as object, { clean_up_tokenization_spaces: false });
}

describe('a tokenizer of byte pairs', () => {
  it('gives the ids that Hugging Face’s code gives, and the text again', async () => {
    const learned = await learnBytePairs(texts, 320, quietRun());
    expect(learned.size).toBe(learned.endId + 1);
    expect(learned.size).toBeGreaterThan(257);
    const theirs = reopened(learned);
    for (const text of [...texts, ...strange]) {
      const ids = [...learned.encode(text)];
      expect(theirs.encode(text).ids).toEqual([learned.endId, ...ids]);
      if (ids.length > 0) expect(theirs.decode(ids, { skip_special_tokens: true })).toBe(text);
    }
  });

  it('takes the most frequent pair first, of equally frequent ones that of the lower ids', async () => {
    const learned = await learnBytePairs(['abab abab cdcd', 'ab'], 300, quietRun());
    const { merges } = (learned.content as { model: { merges: string[] } }).model;
    // ab occurs 5 times; then abab twice, " abab" once alone; cd twice.
    expect(merges[0]).toBe('a b');
    expect(merges.slice(1).sort()).toEqual(['ab ab', 'c d']);
  });
});

describe('a tokenizer of letters', () => {
  it('gives the ids that Hugging Face’s code gives; rare letters are unknown', () => {
    const all = learnCharacters(texts, 1000);
    const theirs = reopened(all);
    for (const text of texts) {
      const ids = [...all.encode(text)];
      expect(ids).toHaveLength([...text].length);
      expect(theirs.encode(text).ids).toEqual([all.endId, ...ids]);
      expect(theirs.decode(ids, { skip_special_tokens: true })).toBe(text);
    }
    for (const text of strange) expect([all.endId, ...all.encode(text)]).toEqual(theirs.encode(text).ids);
    const few = learnCharacters(texts, 12);
    expect(few.size).toBe(12);
    expect(few.encode('the 今')).toContain(few.encode('t')[0]);
    expect(few.encode('☃')).toEqual([few.unknownId]);
  });
});
