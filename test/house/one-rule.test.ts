import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

interface Rule {
  name: string;
  /** What gives the rule away in a line of code. */
  pattern: RegExp;
  /** The one file that may hold it. */
  home: RegExp;
  /** Other files that hold a copy, each with its reason; one that no longer does must leave the list. */
  also?: Record<string, string>;
}

const untilOnePrediction = 'a copy in the language of an export, until exports predict with the code of the app';

const rules: Rule[] = [
  {
    name: 'how many classes are too many',
    pattern: /\b(?:max|most)\w*Classes\s*=\s*\d/,
    home: /^contract\/model\/task\.ts$/,
  },
  {
    name: 'how many levels a category has',
    pattern: /\b(?:max|most)\w*Levels\s*=\s*100\b/,
    home: /^tables\/kinds\/kind-limits\.ts$/,
  },
  {
    name: 'the words that mean missing',
    pattern: /['"]N\/A['"]/,
    home: /^tables\/.*missing\.ts$/,
    also: { 'reading.py': untilOnePrediction },
  },
  {
    name: 'numbers as people write them',
    pattern: /CN(?:¥|\\u00a5)/,
    home: /^tables\/.*numbers\.ts$/,
    also: { 'answers.mjs': untilOnePrediction, 'predict.py': untilOnePrediction },
  },
  { name: 'numbers as programs write them', pattern: /\\d\+\\\.\?\\d\*/, home: /^tables\/.*numbers\.ts$/ },
  { name: 'the names of months', pattern: /\bfeb(?:\(|['"|])/i, home: /^tables\/.*dates\.ts$/ },
  {
    name: 'dates by year, month and day in Chinese',
    pattern: /(?:年|\\u5e74)\(/,
    home: /^tables\/.*dates\.ts$/,
    also: { 'steps.py': untilOnePrediction },
  },
  { name: 'the guard against formulas in a CSV', pattern: /\[=\+\\*-@/, home: /^tables\/.*csv\.ts$/ },
  {
    name: 'the words for true and false',
    pattern: /(?:是|\\u662f)['"]?\s*[,|]/,
    home: /^tables\/cells\/booleans\.ts$/,
    also: { 'answers.mjs': untilOnePrediction, 'predict.py': untilOnePrediction },
  },
  {
    name: 'the case of the words for true and false',
    pattern: /\b(?:level|word|cell)\.(?:toLowerCase|lower)\(\)/,
    home: /^tables\/cells\/booleans\.ts$/,
    also: { 'answers.mjs': untilOnePrediction, 'predict.py': untilOnePrediction, 'steps.py': untilOnePrediction },
  },
];

/** Code alone: sentences may name what a rule is about, and compiled kernels are bytes. */
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) =>
    /\.(?:ts|svelte|mjs|py)$/.test(file) &&
    !/^(?:base\/messages|locales|ui\/i18n|kernels\/(?:assembly|build))\//.test(file),
);
const lines = files.flatMap((file) =>
  readFileSync(join(src, file), 'utf8')
    .split('\n')
    .map((text, i) => ({ file, line: i + 1, text: text.replace(/^\s*(?:\*|\/\*|\/\/|#).*/, '') })),
);

describe.each(rules)('one rule, one place: $name', ({ pattern, home, also = {} }) => {
  const found = lines.filter(({ text }) => pattern.test(text));
  const baseName = (file: string) => file.split('/').at(-1)!;

  it('stands in its one file', () => {
    expect(new Set(found.map(({ file }) => file).filter((file) => home.test(file))).size).toBe(1);
    const strays = found.filter(({ file }) => !home.test(file) && also[baseName(file)] === undefined);
    expect(strays.map(({ file, line, text }) => `${file}:${line}: ${text.trim()}`)).toEqual([]);
  });

  it('has no exception that is not needed', () => {
    const names = new Set(found.map(({ file }) => baseName(file)));
    expect(Object.keys(also).filter((name) => !names.has(name))).toEqual([]);
  });
});
