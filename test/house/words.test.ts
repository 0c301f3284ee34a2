import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse as parseSvelte } from 'svelte/compiler';
import ts from 'typescript';
import { expect, it } from 'vitest';

// The glossary (docs/glossary.md) says which words are used. These were used before it, and are not to come back.

const root = resolve(import.meta.dirname, '../..');
const itself = 'test/house/words.test.ts';

const files = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(folder, file).replaceAll('\\', '/'),
    ),
  )
  .filter((file) => /\.(ts|mjs|svelte)$/.test(file) && !file.endsWith('.d.ts') && file !== itself)
  .filter((file) => !/\/(fixtures|canary|kernels\/assembly|kernels\/build)\//.test(file))
  .sort();

/** Names that no declaration may have, by row of the table of renames. */
const oldNames = new Set(
  `
  told toldNotice ToldNotice Told withTold tell tellMs
  said say Said Say saying sayAll sayAnswers sayValues sayLabels
  judged Judged judge judgeDecoder Judgement judgeNumbers judgeClasses judgement judging WriterJudgement
  foretelling Foretelling ForetellingMetrics
  writer Writer WriterArtifact WritingRule WrittenText WrittenTable goOn begun written Written
  afterwards Afterwards
  Outside OutsideApi OutsidePort toOutside withOutside outsidePort startInside startOutside
  FarTexts FarSamples FarAnswers toFar far Models
  marks Mark WordMark MarkedText
  spread apart
  place places Place PublishPlace readPublishPlace PlaceOutline
  most fewest
  stretch stretches inStretches piece pieces Piece Pieces
  rising hasGaps lacks lacking isLacking
  breathe breaths unbreathed
  hear heard hearers giveUp giveWay Turns makeTurns
  Certainty CoefficientCertainty CertaintyTable
  Line Why WhyRow WhyList whyRows
  Cells CellsOfColumn WordCells NumberCells Words
  MlpPlan EncoderPlan DecoderPlan gpt2Plan Truth Weights
  EngineMemory Keeper
  Trace mend mendAll mended worth KeyRing Then goal Kept Bound DataPrint
  Learned toLearned madeUp Predicting ErrorSummary summariseErrors
  `
    .trim()
    .split(/\s+/),
);

/** The same words inside longer names, limits without `max` and `min`, and functions named `…Of`. */
const oldPatterns = [
  /^(most|fewest)[A-Z]/,
  /(Onnx|Decoder|Learned|learn|fit|fetch|check|to|from|open)Writer/,
  /(^|[a-z])(Told|Said|Judge|Judging|Stretch|Piece|Breath|Foretell|Afterwards|Hearer)/,
  /^(judge|judging|writer|stretch|piece|breath|foretell|afterwards|hearer)[A-Z]/,
];

/** Names that match and mean something else. */
const otherMeanings = new Set(['mostFrequent']);

/** Stored and public keys that keep their old spelling: as a name of a property they may stay, as a name of ours they may not. */
const storedNames = new Set([
  'writer',
  'place',
  'most',
  'spread',
  'written',
  'marks',
  'said',
  'why',
  'adds',
  'certainty',
  'inflation',
]);

/** Phrases that no comment has: a limit is named, and programs do not speak. */
const oldPhrases = /\bso many\b|foretell|\bis told\b|\bare told\b|\bnobody\b|\bgoes on with\b/i;

interface Use {
  name: string;
  at: number;
  /** Whether it names a property: of an object, a type or a component. */
  isProperty: boolean;
  /** Whether it names a function that is declared here. */
  isFunction: boolean;
}

function usesInCode(file: string, text: string): Use[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const uses: Use[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      const { parent } = node;
      const isName = 'name' in parent && parent.name === node;
      const isProperty =
        (ts.isPropertyAccessExpression(parent) && isName) ||
        (ts.isBindingElement(parent) && parent.propertyName === node) ||
        (isName &&
          (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isNamedTupleMember(parent)));
      const isFunction =
        isName &&
        (ts.isFunctionDeclaration(parent) ||
          ts.isMethodDeclaration(parent) ||
          ts.isMethodSignature(parent) ||
          (ts.isVariableDeclaration(parent) &&
            parent.initializer !== undefined &&
            ts.isArrowFunction(parent.initializer)));
      uses.push({ name: node.text.replace(/^#/, ''), at: node.getStart(source), isProperty, isFunction });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

interface SvelteNode {
  type?: string;
  name?: string;
  start?: number;
  [key: string]: unknown;
}

function usesInComponent(text: string): Use[] {
  const uses: Use[] = [];
  const visit = (node: unknown, parent: SvelteNode, key: string): void => {
    if (Array.isArray(node)) return node.forEach((each) => visit(each, parent, key));
    if (typeof node !== 'object' || node === null) return;
    const each = node as SvelteNode;
    if (each.type === 'StyleSheet') return;
    if (each.type === 'Identifier' && each.name !== undefined) {
      const isProperty =
        (key === 'property' && parent.computed !== true) ||
        (key === 'key' && parent.shorthand !== true && parent.computed !== true);
      const isFunction = parent.type === 'FunctionDeclaration' && key === 'id';
      uses.push({ name: each.name, at: each.start ?? 0, isProperty, isFunction });
    }
    for (const [name, value] of Object.entries(each))
      if (name !== 'loc' && name !== 'metadata') visit(value, each, name);
  };
  visit(parseSvelte(text, { modern: true }), {}, '');
  return uses;
}

function commentsIn(text: string): { at: number; text: string }[] {
  return [...text.matchAll(/\/\*[\s\S]*?\*\/|(?<![:'"`\\/\w])\/\/[^\n]*|<!--[\s\S]*?-->/g)].map((match) => ({
    at: match.index,
    // What stands in backticks is a name, not a sentence.
    text: match[0].replace(/`[^`]*`/g, '').replace(/\s+(\*|\/\/)?\s*/g, ' '),
  }));
}

function isOld({ name, isProperty, isFunction }: Use): boolean {
  if (otherMeanings.has(name) || (isProperty && storedNames.has(name))) return false;
  return (
    oldNames.has(name) || oldPatterns.some((pattern) => pattern.test(name)) || (isFunction && /[a-z\d]Of$/.test(name))
  );
}

it('has a list to look at', () => {
  expect(files.length).toBeGreaterThan(500);
  const found = usesInCode(
    'a.ts',
    'const told = a.place; const place = 1; function rowsOf() {} type Words = { place: 1 };',
  );
  expect(found.filter(isOld).map(({ name }) => name)).toEqual(['told', 'place', 'rowsOf', 'Words']);
  const seen = usesInComponent('<script lang="ts">let { told }: { told: number } = $props();</script>{told}');
  expect(seen.filter(isOld).length).toBeGreaterThanOrEqual(2);
});

it('uses no old word as a name', () => {
  const found = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const uses = file.endsWith('.svelte') ? usesInComponent(text) : usesInCode(file, text);
    return uses.filter(isOld).map(({ name, at }) => `${file}:${text.slice(0, at).split('\n').length} ${name}`);
  });
  expect(found).toEqual([]);
});

it('uses no old phrase in a comment', () => {
  const found = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return commentsIn(text)
      .filter((comment) => oldPhrases.test(comment.text))
      .map(({ at, text: comment }) => `${file}:${text.slice(0, at).split('\n').length} ${comment.slice(0, 100)}`);
  });
  expect(found).toEqual([]);
});
