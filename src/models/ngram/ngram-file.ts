import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { toBytes } from '../../base/zip.ts';
import type { ModelFile } from '../../contract/model/family.ts';
import type { NgramArtifact } from '../../contract/model/ngram-artifact.ts';
import { readJsonMember, requireMember } from '../members.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));
const Length = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));

/** What `ngram.json` holds; the numbers stand in `ngram.bin`. */
const NgramFile = v.strictObject({
  views: v.pipe(
    v.array(
      v.strictObject({
        analyzer: v.picklist(['word', 'char', 'char_wb']),
        words: v.picklist(['auto', 'spaces', 'words']),
        min: Length,
        max: Length,
        terms: Count,
      }),
    ),
    v.minLength(1),
    v.maxLength(8),
  ),
  lowercase: v.boolean(),
  weighting: v.picklist(['presence', 'tfidf']),
  sublinear: v.boolean(),
  classes: v.pipe(v.array(v.string()), v.minLength(1)),
  link: v.picklist(['softmax', 'one-vs-rest', 'labels']),
  /** How many scores a text gets. */
  scores: v.pipe(Count, v.minValue(1)),
  terms: v.array(v.string()),
});

/** A model of n-grams in a bundle: `ngram.json` and `ngram.bin`. */
export const ngramFile: ModelFile<NgramArtifact> = {
  members(artifact) {
    const { json, numbers } = toNgramFiles(artifact);
    return [
      { name: 'ngram.json', bytes: toBytes(json) },
      { name: 'ngram.bin', bytes: numbers },
    ];
  },
  read(members) {
    const numbers = requireMember(members, 'ngram.bin');
    return fromNgramFiles(readJsonMember(members, 'ngram.json'), numbers);
  },
};

/** Writes a model of n-grams: its words and settings as JSON; idf, coefficients (terms x scores) and intercepts as little-endian float64. */
export function toNgramFiles(artifact: NgramArtifact): { json: string; numbers: Uint8Array<ArrayBuffer> } {
  const { idf, coefficients, intercepts, views, lowercase, weighting, sublinear, classes, link, terms } = artifact;
  // Always in this order: a model's id is computed from these bytes.
  const content = {
    views: views.map(({ analyzer, words, min, max, terms: count }) => ({ analyzer, words, min, max, terms: count })),
    lowercase,
    weighting,
    sublinear,
    classes,
    link,
    scores: intercepts.length,
    terms,
  };
  const numbers = new DataView(new ArrayBuffer((idf.length + coefficients.length + intercepts.length) * 8));
  let at = 0;
  for (const part of [idf, coefficients, intercepts]) {
    for (const value of part) {
      numbers.setFloat64(at, value, true);
      at += 8;
    }
  }
  return { json: JSON.stringify(content), numbers: new Uint8Array(numbers.buffer) };
}

/** Reads `ngram.json` and `ngram.bin`. @throws AppError `model.bad-content` where they do not fit each other, or a number is not finite */
export function fromNgramFiles(content: unknown, numbers: Uint8Array<ArrayBuffer>): NgramArtifact {
  const parsed = v.safeParse(NgramFile, content, { abortEarly: true });
  if (!parsed.success) throw bad('ngram.json', parsed.issues[0].message);
  const { scores, ...rest } = parsed.output;
  const { views, terms, classes, link, weighting } = rest;
  if (views.some(({ min, max }) => min > max)) throw bad('ngram.json', 'an n-gram is to be longer than the longest');
  if (views.reduce((sum, view) => sum + view.terms, 0) !== terms.length)
    throw bad('ngram.json', 'views and terms differ in number');
  if (scores !== classes.length && !(scores === 1 && classes.length === 2 && link === 'softmax')) {
    throw bad('ngram.json', 'scores and classes differ in number');
  }
  const weighed = weighting === 'tfidf' ? terms.length : 0;
  const expected = weighed + (terms.length + 1) * scores;
  if (numbers.length !== expected * 8) throw bad('ngram.bin', `it holds ${numbers.length} bytes, not ${expected * 8}`);
  const view = new DataView(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const values = Float64Array.from({ length: expected }, (_, i) => view.getFloat64(i * 8, true));
  if (!values.every(Number.isFinite)) throw bad('ngram.bin', 'a number is not finite');
  const end = weighed + terms.length * scores;
  return {
    form: 'ngram',
    ...rest,
    idf: values.slice(0, weighed),
    coefficients: values.slice(weighed, end),
    intercepts: values.slice(end),
  };
}

function bad(member: string, problem: string): AppError {
  return new AppError('model.bad-content', { member, problem });
}
