import { readdirSync } from 'node:fs';
import { describe, it } from 'vitest';
import { expectOnly, files, nameOf, src, textOf } from './sources.ts';

/** Code of other programs that are exported. */
const exported = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /^exports\/.*\.(py|mjs)$/.test(file));

/** A rule of the product by the words that only its own file needs. */
interface Rule {
  name: string;
  words: RegExp;
  /** The file where it is decided. */
  home: string;
  /** Other files that have it today, with what becomes of them. */
  others: Record<string, string>;
}

const rules: Rule[] = [
  {
    name: 'how many classes a target may have',
    words: /const (most|max)Classes\b/,
    home: 'tasks.ts',
    others: {
      'choose-fields.ts': 'asks the one task rule, once there is one',
      'leak.ts': 'asks the one task rule, once there is one',
    },
  },
  {
    name: 'the words for missing',
    words: /['"]N\/A['"]/,
    home: 'missing.ts',
    others: { 'reading.py': 'the exported project reads files by itself; cells.py takes its place' },
  },
  {
    name: 'the notations of numbers',
    words: /CN¥\|/,
    home: 'numbers.ts',
    others: { 'answers.mjs': 'ends when predict.mjs is built from prediction/' },
  },
  { name: 'the notations of dates', words: /jan\(\?:uary\)|年\(/, home: 'dates.ts', others: {} },
  {
    name: 'the words of yes and no',
    words: /\btrue\|(false\|)?yes\||\['是', '否'\]/,
    home: 'infer-kinds.ts',
    others: {
      'row-table.ts': 'booleans.ts takes both',
      'dialect.ts': 'booleans.ts takes both',
      'answers.mjs': 'ends when predict.mjs is built from prediction/',
    },
  },
  {
    name: 'what a spreadsheet takes for a formula',
    words: /\[=\+\\?-@/,
    home: 'write-csv.ts',
    others: {},
  },
];

describe('one rule, one place', () => {
  it.each(rules)('$name: $home', ({ words, home, others }) => {
    const found = [...files, ...exported].filter((file) => words.test(textOf(file))).map(nameOf);
    expectOnly(found, { [home]: 'its home', ...others });
  });
});
