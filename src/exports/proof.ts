import { AppError } from '../base/errors.ts';
import { randomFrom, type Random } from '../base/random.ts';
import type { Bundle, FactorMapping } from '../contract/model/bundle.ts';
import type { Proof } from '../contract/result/exported.ts';
import { forFamily, type PerFamily } from '../models/per-family.ts';

const rows = 100;
const dayMs = 86_400_000;
/** What no vocabulary is ready for: other scripts, signs of two units, letters in other forms. */
const oddTexts = [
  'never seen',
  '今天真好，是吗？',
  'שלום עולם',
  'مرحبا',
  '👩‍👩‍👧 👍🏽 ❤️',
  'ＡＢＣ ﬁne İSTANBUL',
  "don't  stop\t1.5%",
];

/** The terms that a family knows. */
const vocabularies: PerFamily<readonly string[]> = { ngram: ({ terms }) => terms };

/**
 * Makes up rows from the ranges, levels and vocabulary of the training rows, missing cells and unseen levels and words among them; always the same for
 * a model.
 */
export function drawRows({ factors, artifact }: Pick<Bundle, 'factors' | 'artifact'>): Proof['rows'] {
  const random = randomFrom(42);
  const terms = forFamily(vocabularies, artifact) ?? [];
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      factors.map((factor, f) => {
        const chance = random.uniform();
        const cell = factor.kind === 'text' ? syntheticText(terms, random, row) : syntheticCell(factor, chance, row);
        // The first rows are whole; later every factor has its turn to be missing.
        const missing = row >= rows / 2 && (row + f) % 11 === 0;
        return [factor.name, missing ? null : cell];
      }),
    ),
  );
}

function syntheticCell({ kind, range, levels }: FactorMapping, chance: number, row: number): number | string {
  if (range && kind === 'date') {
    const day = Math.floor((range.min + chance * (range.max - range.min)) / dayMs);
    return new Date(day * dayMs).toISOString().slice(0, 10);
  }
  if (range) return range.min + chance * (range.max - range.min);
  if (!levels || levels.length === 0 || row % 13 === 12) return 'never seen';
  const level = levels[Math.min(levels.length - 1, Math.floor(chance * levels.length))];
  return kind === 'boolean' && row % 7 === 6 ? level.toUpperCase() : level;
}

/** Puts some known terms beside each other, and now and then something odd. */
function syntheticText(terms: readonly string[], random: Random, row: number): string {
  const known =
    terms.length > 0 ? Array.from({ length: 2 + (row % 9) }, () => terms[random.integer(terms.length - 1)]) : [];
  return [...known, ...(row % 5 === 4 ? [oddTexts[((row - 4) / 5) % oddTexts.length]] : [])].join(' ');
}

/** How far an export may be from the model: float32 networks in another order of adding. */
const tolerance = 1e-5;

/**
 * Compares what an export answers with what the model answers.
 * @throws AppError `export.disagrees` with the first pair that differs
 */
export function checkProof(format: string, expected: Proof['predictions'], found: readonly (number | string | null)[]) {
  expected.forEach((value, i) => {
    if (isSame(value, found[i])) return;
    throw new AppError('export.disagrees', { format, found: String(found[i]), expected: String(value) });
  });
}

function isSame(expected: number | string | null, found: number | string | null): boolean {
  if (expected === null) return found === null || found === '' || Number.isNaN(found);
  if (typeof expected === 'string') return found === expected;
  return typeof found === 'number' && Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected));
}
