import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const list = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    join(folder, file).replaceAll('\\', '/'),
  );
const text = (file: string): string => readFileSync(join(root, file), 'utf8');

const papers = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...['docs', 'src', 'test', 'build']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap(list)
    .filter((file) => file.endsWith('.md') && !file.includes('/fixtures/')),
];

/** Paths that are made by a build or by a person, or that stand for many. */
const unmade = /^(dist|node_modules)\/|[<*…]/;

/** The paths of a paper: targets of links, and code that looks like the path of a file. */
function pathsIn(paper: string): string[] {
  const links = [...text(paper).matchAll(/\]\(([^)\s]+)\)/g)].map(([, path = '']) => path.replace(/#.*$/, ''));
  const code = [...text(paper).matchAll(/`((?:[\w.@-]+\/)+[\w.-]+\.(?:ts|mts|mjs|svelte|py|json|md|css|html))`/g)];
  return [...links, ...code.map(([, path = '']) => path)].filter(
    (path) => path !== '' && !/^[a-z]+:/.test(path) && !unmade.test(path),
  );
}

it.each(papers)('%s names only files that exist', (paper) => {
  const bases = [dirname(paper), '.', 'src'];
  expect(pathsIn(paper).filter((path) => !bases.some((base) => existsSync(join(root, base, path))))).toEqual([]);
});

it('uses every term of the glossary in src', () => {
  const sources = list('src')
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .map(text)
    .join('\n')
    // An identifier counts as its words: `labelMatrix` is a label matrix.
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  const terms = [...text('docs/glossary.md').matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, term = '']) => term.toLowerCase());
  expect(terms.length).toBeGreaterThan(60);
  expect(new Set(terms).size).toBe(terms.length);
  expect(
    terms.filter((term) => !new RegExp(`\\b${term.replaceAll(' ', '[\\s-]+(?:\\*\\s+)?')}`).test(sources)),
  ).toEqual([]);
});
