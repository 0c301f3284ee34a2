import type { Run } from '../base/run.ts';
import { afterEnd, endToken, special, type LearnedTokenizer } from './learned.ts';

/** How GPT-2 cuts a text before it looks for pairs: contractions, words and numbers with the space before them, the rest, white space. */
const wordPattern = /'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/** Pairs of ids become one number: ids stay below this. */
const base = 2 ** 20;

/**
 * Learns byte-level byte pairs (Sennrich et al., 2016; Radford et al., 2019): 256 bytes, then the pair that is most frequent, again and again, of
 * equally frequent ones that of the lower ids, until there are `size` tokens, the end of a text among them, or no pair occurs twice. Any text can be
 * encoded.
 * @throws AppError `run.stopped`
 */
export async function learnBytePairs(texts: readonly string[], size: number, run: Run): Promise<LearnedTokenizer> {
  const { words, counts } = await countWords(texts, run);
  const merges: [number, number][] = [];
  const pairs = countPairs(words, counts);
  while (257 + merges.length < size) {
    const best = mostFrequent(pairs);
    if (best === null) break;
    merge(best, 256 + merges.length);
    merges.push([Math.floor(best / base), best % base]);
    await run.yield();
  }
  return bytePairs(merges);

  /** Writes `id` for a pair in every word that has it. */
  function merge(pair: number, id: number): void {
    const [left, right] = [Math.floor(pair / base), pair % base];
    for (const at of pairs.get(pair)?.words ?? []) {
      const word = words[at];
      const count = counts[at];
      for (let i = 0; i + 1 < word.length; i++) {
        if (word[i] !== left || word[i + 1] !== right) continue;
        if (i > 0) {
          lose(word[i - 1] * base + left, count);
          gain(word[i - 1] * base + id, count, at);
        }
        if (i + 2 < word.length) {
          lose(right * base + word[i + 2], count);
          gain(id * base + word[i + 2], count, at);
        }
        word.splice(i, 2, id);
      }
    }
    pairs.delete(pair);
  }

  function lose(pair: number, count: number): void {
    const found = pairs.get(pair);
    if (found) found.count -= count;
  }

  function gain(pair: number, count: number, at: number): void {
    const found = pairs.get(pair) ?? { count: 0, words: new Set() };
    found.count += count;
    found.words.add(at);
    pairs.set(pair, found);
  }
}

/** How often a pair occurs, and in which words it may. */
type Pairs = Map<number, { count: number; words: Set<number> }>;

async function countWords(texts: readonly string[], run: Run): Promise<{ words: number[][]; counts: number[] }> {
  const found = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of text.matchAll(wordPattern)) found.set(word, (found.get(word) ?? 0) + 1);
    await run.yield();
  }
  return { words: [...found.keys()].map(toBytes), counts: [...found.values()] };
}

function countPairs(words: readonly number[][], counts: readonly number[]): Pairs {
  const pairs: Pairs = new Map();
  words.forEach((word, at) => {
    for (let i = 0; i + 1 < word.length; i++) {
      const pair = word[i] * base + word[i + 1];
      const found = pairs.get(pair) ?? { count: 0, words: new Set() };
      found.count += counts[at];
      found.words.add(at);
      pairs.set(pair, found);
    }
  });
  return pairs;
}

function mostFrequent(pairs: Pairs): number | null {
  let best: number | null = null;
  let max = 1;
  for (const [pair, { count }] of pairs) {
    if (count > max || (count === max && best !== null && pair < best)) {
      best = pair;
      max = count;
    }
  }
  return best;
}

const utf8 = new TextEncoder();

/** Ids of bytes stand in the order of the letters that write them. */
function toBytes(word: string): number[] {
  return Array.from(utf8.encode(word), (byte) => idOfByte[byte]);
}

/** How GPT-2 writes a byte in its vocabulary: printable ones as themselves, the others from U+0100 on. */
const letters = ((): string[] => {
  const printable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++));
})();
const bytesInOrder = letters.map((_, byte) => byte).sort((a, b) => letters[a].charCodeAt(0) - letters[b].charCodeAt(0));
const idOfByte = Uint8Array.from(letters, (_, byte) => bytesInOrder.indexOf(byte));

/** Makes the tokenizer of merges, in their order: the n-th of two ids gives id 256 + n. */
function bytePairs(merges: readonly [number, number][]): LearnedTokenizer {
  const names = bytesInOrder.map((byte) => letters[byte]);
  const ranks = new Map<number, number>();
  for (const [left, right] of merges) {
    ranks.set(left * base + right, names.length);
    names.push(names[left] + names[right]);
  }
  const endId = names.length;
  const known = new Map<string, readonly number[]>();
  const level = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    size: endId + 1,
    endId,
    encode: (text) => Array.from(text.matchAll(wordPattern), ([word]) => encodeWord(word)).flat(),
    content: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [special(endToken, endId)],
      normalizer: null,
      pre_tokenizer: level,
      post_processor: afterEnd(endId),
      decoder: level,
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: '',
        end_of_word_suffix: '',
        fuse_unk: false,
        byte_fallback: false,
        vocab: Object.fromEntries([...names, endToken].map((name, id) => [name, id])),
        merges: merges.map(([left, right]) => `${names[left]} ${names[right]}`),
      },
    },
  };

  function encodeWord(word: string): readonly number[] {
    const found = known.get(word);
    if (found) return found;
    const ids = toBytes(word);
    for (;;) {
      let best = Infinity;
      for (let i = 0; i + 1 < ids.length; i++) best = Math.min(best, ranks.get(ids[i] * base + ids[i + 1]) ?? Infinity);
      if (best === Infinity) break;
      for (let i = 0; i + 1 < ids.length; i++) {
        if (ranks.get(ids[i] * base + ids[i + 1]) === best) ids.splice(i, 2, best);
      }
    }
    known.set(word, ids);
    return ids;
  }
}
