import type { Bundle } from '../contract/model/bundle.ts';
import type { Report } from '../contract/result/result.ts';
import { forFamily, type PerFamily } from '../models/per-family.ts';
import type { Metrics } from '../contract/result/metrics.ts';

/**
 * Writes the card of a model in Markdown: what it predicts, from what, how good it is, on which rows, and which words of the data are inside.
 */
export function writeCard(bundle: Bundle): string {
  const { name, modelType, task, target, factors, report } = bundle;
  const words = factors.flatMap(({ name: factor, levels }) => (levels ? [{ name: factor, levels }] : []));
  return `# ${inline(name)}

${task === 'generation' ? 'Writes a text' : `Predicts ${code(target.name)} (${task})`} from ${factors.length} ${factors.length === 1 ? 'factor' : 'factors'} with ${modelType}.
Open it with Intab, or read the files beside this one.

${origin(bundle)}

## From what

| factor | kind | seen while learning |
| --- | --- | --- |
${factors.map(({ name: factor, kind, range, levels }) => `| ${cell(code(factor))} | ${kind} | ${cell(seen(kind, range, levels))} |`).join('\n')}

## How good

${howGood(bundle)}

## Rows

${report.rows.read} read, ${report.rows.duplicates} duplicates, ${sum(report.rows.dropped)} dropped by rules, ${report.rows.kept} kept:
${report.rows.train} to learn from, ${report.rows.test} to test on.

## Limits

${limits(bundle)}

## What of the data is inside

${isLearnedCausalLm(bundle) ? 'No row as such' : 'No row'}. Column names, ranges, counts and metrics${classLines(report)}, and these category levels:

${words.length > 0 ? words.map(({ name: factor, levels }) => `- ${code(factor)}: ${levels.map(code).join(', ')}`).join('\n') : 'none.'}
${vocabularyLine(bundle)}`;
}

/** Says who made it, when, of which data, with which seed and versions. */
function origin({ madeAt, madeBy, author, licence, plan, report, version }: Bundle): string {
  const { seed, stratify } = plan.split;
  const { data, engine } = report;
  return [
    ['Made', `${madeAt} by Intab ${madeBy}, file format ${version}`],
    ['Author', author ? inline(author) : 'not stated'],
    ['Licence', licence ? inline(licence) : 'not stated'],
    ['Seed', `${seed}${stratify ? ', stratified' : ''}`],
    ['Engine', inline(engine.name)],
    ['Data', data ? `${data.rows} rows of ${data.columns} columns, SHA-256 \`${data.sha256}\`` : 'no fingerprint'],
  ]
    .map(([what, value]) => `- ${what}: ${value}`)
    .join('\n');
}

/** Says what it should not be asked, and what was noticed while it was made. */
function limits(bundle: Bundle): string {
  const { report, factors, task } = bundle;
  const { rows, evaluatedOn, notices } = report;
  const measured = evaluatedOn === 'test' ? rows.test : 0;
  const has = (...wanted: string[]) => factors.some(({ kind }) => wanted.includes(kind));
  return [
    'It learned from these rows alone: rows of another place, time or way of measuring may differ.',
    ...(has('number', 'date') ? ['It knows nothing of values outside the ranges above.'] : []),
    ...(has('category', 'boolean') ? ['It treats categories it never saw as none of those it knows.'] : []),
    ...(isLearnedCausalLm(bundle)
      ? ['It may write pieces of the texts that it learned from: hand it only to those who may read them.']
      : []),
    ...(task !== 'generation' && measured < 100
      ? [`It was measured on ${measured} rows that it never saw: too few to rely on the last digits above.`]
      : []),
    ...notices
      .filter(({ level }) => level !== 'note')
      .slice(0, 20)
      .map(({ message }) => `While it was made: ${inline(message)}`),
  ]
    .map((line) => `- ${line}`)
    .join('\n');
}

/** Says which words of texts are inside: the strongest by name, and where all of them stand. */
function vocabularyLine(bundle: Bundle): string {
  const { artifact, report } = bundle;
  if (isLearnedCausalLm(bundle)) {
    return '\nPieces of the texts: its tokens stand in `model/tokenizer.json`, and what it learned of the texts in its weights.\n';
  }
  const terms = forFamily(termCounts, artifact);
  if (!terms) return '';
  const lines = Object.entries(report.words ?? {}).map(
    ([name, words]) => `- for ${code(name)}: ${words.for.map(([term]) => code(term)).join(', ')}`,
  );
  return `
Words of the texts: ${terms.count} terms (up to ${terms.longest} in a row) stand in \`ngram.json\`, names that stood in one text among them unless min_df was 2 or more. The strongest:

${lines.join('\n')}
`;
}

/** Is true for a language model that learned from the rows' texts. */
function isLearnedCausalLm({ artifact, plan }: Bundle): boolean {
  return forFamily(learnedTexts, artifact, plan) ?? false;
}

const learnedTexts: PerFamily<boolean, [plan: Bundle['plan']]> = {
  writer: (_, { modelParams }) => modelParams.train === 'new',
};

/** How many terms a family keeps of the texts, and how many words the longest has. */
const termCounts: PerFamily<{ count: number; longest: number }> = {
  ngram: ({ terms, views }) => ({ count: terms.length, longest: Math.max(...views.map(({ max }) => max)) }),
};

function howGood({ task, plan, report }: Bundle): string {
  if (!report.metrics) return 'It wrote texts, and there was nothing to compare them with.';
  const table = [
    '| metric | model | baseline |',
    '| --- | --- | --- |',
    ...metricLines(report.metrics, report.baseline),
  ];
  if (report.metrics.kind === 'language-model') {
    const before =
      'The baseline foretells each token from the one before it. Perplexity: as unsure as among so many tokens.';
    return [`Measured on ${rowsLine(report)}; seed ${plan.split.seed}.`, '', ...table, '', before].join('\n');
  }
  if (task === 'generation') return [`Compared with the target of ${report.rows.kept} rows.`, '', ...table].join('\n');
  const units = report.units === 'target' ? 'those of the target' : 'scaled';
  const measured = `Measured on ${rowsLine(report)}; seed ${plan.split.seed}. Units: ${units}.`;
  const always = `The baseline always answers the training rows' ${task === 'regression' ? 'mean' : 'class shares'}.`;
  return [measured, '', ...table, '', always].join('\n');
}

function rowsLine({ evaluatedOn, rows }: Report): string {
  if (evaluatedOn === 'test') return `${rows.test} test rows that it never learned from`;
  return `the ${rows.train} rows that it learned from: on new rows it will be worse`;
}

function seen(kind: string, range: Bundle['factors'][number]['range'], levels: readonly string[] | undefined): string {
  if (range)
    return `${valueText(kind, range.min)} to ${valueText(kind, range.max)}, median ${valueText(kind, range.median)}`;
  if (!levels) return '';
  const few = levels.slice(0, 6).map(code).join(', ');
  return levels.length > 6 ? `${few} and ${levels.length - 6} more` : few;
}

function valueText(kind: string, value: number): string {
  return kind === 'date' ? new Date(value).toISOString().slice(0, 10) : String(value);
}

function metricLines(metrics: Metrics, baseline: Metrics | undefined): string[] {
  const other = new Map<string, unknown>(Object.entries(baseline ?? {}));
  return Object.entries(metrics).flatMap(([name, value]) =>
    typeof value === 'number' ? [`| ${name} | ${value} | ${String(other.get(name) ?? '')} |`] : [],
  );
}

function classLines({ metrics }: Report): string {
  switch (metrics?.kind) {
    case 'multi-label':
      return `, the labels ${metrics.labels.map(({ label }) => code(label)).join(', ')}`;
    case 'classification':
      return `, the classes ${metrics.confusion.labels.map(code).join(', ')}`;
    default:
      return '';
  }
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** Shows a name of the data as it is: no Markdown or HTML in it takes effect. */
function code(text: string): string {
  const plain = text.replace(/[\r\n\t]+/g, ' ');
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || plain === '' ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** Keeps a text inside its cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function inline(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
