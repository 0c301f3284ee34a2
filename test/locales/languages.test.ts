import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse } from 'svelte/compiler';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/adapters/catalog.ts';
import { AppError } from '../../src/base/errors.ts';
import { isCode, joinPhrases, phrase, formatMessage, type Code, type Params } from '../../src/base/messages.ts';
import { listAdapters } from '../../src/client/list-adapters.ts';
import type { ExportedLocale } from '../../src/locales/exported-locale.ts';
import { isLanguage, languages, loadLocale } from '../../src/locales/load.ts';
import { texts } from '../../src/locales/locale.ts';
import type { Message } from '../../src/locales/message.ts';
import { together } from '../../src/ui/i18n/together.ts';
import { modelLabel, modelIn, optionIn } from '../../src/ui/i18n/model-name.ts';
import MetricsTable from '../../src/ui/parts/tables/MetricsTable.svelte';
import StageStrip from '../../src/ui/parts/StageStrip.svelte';

const src = join(import.meta.dirname, '../../src');
const marked = /^⟦.*⟧$/s;

// The one line that a third language needs.
languages.qps = () => import('./pseudo.ts');

const english = await loadLocale('en');
const chinese = await loadLocale('zh');
const pseudo = await loadLocale('qps');
const codes = Object.keys(english.messages).filter(isCode);

/** The names of a message's placeholders. */
function placeholders({ message, hint = '' }: Message): string[] {
  return [...new Set([...`${message} ${hint}`.matchAll(/\{(\w+)[^{}]*\}/g)].map(([, name]) => name ?? ''))].sort();
}

/** A value for every placeholder of a message. */
function paramsFor(code: Code): Params<Code> {
  return Object.fromEntries(placeholders(english.messages[code]).map((name) => [name, `«${name}»`])) as Params<Code>;
}

describe('a third language', () => {
  it('is offered by its one line', () => {
    expect(isLanguage('qps')).toBe(true);
    expect(Object.keys(languages)).toEqual(['en', 'zh', 'qps']);
  });

  it.each(codes)('says %s', (code) => {
    const params = paramsFor(code);
    const { message, hint } = formatMessage(code, params, 'qps');
    expect(message).toMatch(marked);
    if (english.messages[code].hint) expect(hint).toMatch(marked);
    for (const value of Object.values(params)) expect(`${message}${hint}`).toContain(value);
    expect(`${message}${hint}`).not.toMatch(/[{}]/);
  });

  it('says what stands inside of a sentence too', () => {
    const engine = phrase('engine.webgl', {});
    const { message } = formatMessage('train.engine', { engine, reason: [engine, engine] }, 'qps');
    expect(message.match(/⟦WébGL⟧/g)).toHaveLength(3);
    expect(message).toContain(' ⁏ ');
    expect(together({ message: 'a', hint: 'b' }, 'qps')).toBe('a ⁑ b');
  });

  it('changes nothing of what other programs are told', () => {
    expect(new AppError('run.stopped', {}).message).toBe('The run was stopped.');
    expect(joinPhrases([phrase('engine.webgl', {})], 'en')).toBe('WebGL');
  });

  it('names every model and its options', () => {
    for (const [id, meta] of Object.entries(catalog)) {
      const model = modelIn(id, 'qps');
      expect([modelLabel(id, 'qps'), model?.summary]).toEqual([
        expect.stringMatching(marked),
        expect.stringMatching(marked),
      ]);
      for (const option of meta.options) {
        const shown = optionIn(id, option, 'qps');
        expect([shown.label, shown.help]).toEqual([expect.stringMatching(marked), expect.stringMatching(marked)]);
        expect({ ...shown, label: '', help: '', choiceLabels: {} }).toEqual({
          ...option,
          label: '',
          help: '',
          choiceLabels: {},
        });
      }
    }
  });

  it('stands in the list of adapters for programs, beside the others', async () => {
    const [first] = await listAdapters();
    expect(first).toMatchObject({
      id: 'linear_regression',
      label: { en: 'Linear regression', zh: '线性回归', qps: '⟦Lînéàr régréssîön⟧' },
    });
    expect(first?.options[0]?.label).toEqual({ en: 'Intercept', zh: '截距', qps: '⟦Întércépt⟧' });
  });

  it('is what the parts of the page show, all of it', () => {
    const metrics = { kind: 'regression' as const, r2: 0.92, mae: 740, mse: 1279, rmse: 1131, medae: 526 };
    const table = render(MetricsTable, {
      props: {
        metrics,
        baseline: metrics,
        intervals: { mae: [700, 800] },
        waiting: true,
        baselineName: texts('qps').results.alwaysMean,
        format: pseudo.format,
      },
    });
    expect(unmarked(table.body)).toEqual([]);
    expect(table.body).toContain('⟦Médîàn érrör⟧');
    const strip = render(StageStrip, {
      props: { now: null, share: 0, took: { read: 20 }, reached: 'train', broken: true, format: pseudo.format },
    });
    expect(unmarked(strip.body)).toEqual(['20\u00a0ms']);
    expect(strip.body).toContain('⟦Pöstpröcéss⟧');
  });
});

describe('Chinese', () => {
  it.each(codes)('has the placeholders of %s', (code) => {
    const known = placeholders(english.messages[code]);
    expect(placeholders(chinese.messages[code]).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(Object.entries(catalog))('has every text of %s, and none that it does not have', (id, { options }) => {
    const translated = chinese.adapters[id];
    expect(Object.keys(translated?.options ?? {})).toEqual(options.map(({ name }) => name));
    for (const option of options) {
      const labels = option.kind === 'choice' ? option.choiceLabels : undefined;
      const { label, help, choices } = translated?.options[option.name] ?? {};
      expect([label, help]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
      expect(Object.keys(choices ?? {})).toEqual(Object.keys(labels ?? {}));
    }
  });
});

describe('sentences stand in locales/ alone', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).sort();

  it('no part of the page has words of its own', () => {
    const names = ['Intab', 'boto3', 'AWS SDK for JavaScript v3', 'AWS CLI'];
    const generated = files
      .filter((file) => file.endsWith('.svelte'))
      .flatMap((file) => wordsIn(readFileSync(join(src, file), 'utf8')).map((words) => `${file}: ${words}`));
    expect(generated.filter((line) => !names.some((name) => line.endsWith(`: ${name}`)))).toEqual([]);
  });

  it('no room that speaks has a Chinese one', () => {
    const speaking = files.filter((file) =>
      /^(base|client|contract|predictor|ui|adapters|worker)\/.*\.(ts|svelte)$/.test(file),
    );
    expect(speaking.filter((file) => /\p{Script=Han}/u.test(readFileSync(join(src, file), 'utf8')))).toEqual([]);
  });
});

describe('the exported page', () => {
  it('has each section that its parts ask for, in every language of the product', async () => {
    const asked = new Set(
      reachable('predictor/main.ts').flatMap((file) =>
        [...readFileSync(join(src, file), 'utf8').matchAll(/\btexts\([^)]*\)\.(\w+)/g)].map(([, section]) => section),
      ),
    );
    expect(asked.size).toBeGreaterThan(3);
    for (const lang of ['en', 'zh'] as const) {
      const { locale } = (await import(`../../src/locales/${lang}/exported-page.ts`)) as { locale: ExportedLocale };
      expect(Object.keys(locale.page)).toEqual(expect.arrayContaining([...asked]));
      expect(locale.writing.lang).toBe(lang);
    }
  });
});

/** The words with letters that a part of the page shows without asking a language: text and the attributes that are read out. */
function wordsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, name, data, value } = node as Record<string, unknown>;
    if (type === 'Text' && typeof data === 'string' && /\p{L}/u.test(data)) found.push(data.trim());
    if (type === 'StyleDirective') return;
    if (
      type === 'Attribute' &&
      !/^(aria-label|aria-description|title|placeholder|alt|label|help)$/.test(String(name))
    ) {
      return visit([value].flat().filter((part) => (part as { type?: string } | null)?.type === 'ExpressionTag'));
    }
    Object.values(node).forEach(visit);
  };
  visit(parse(source, { modern: true }).fragment);
  return found;
}

/** What a part of the page shows or reads out with letters and without the marks of the pseudo-language. */
function unmarked(html: string): string[] {
  const read = [...html.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label ?? '');
  const shown = html.replace(/<!--.*?-->/gs, '').split(/<[^>]*>/);
  return [...read, ...shown].map((text) => text.trim()).filter((text) => /\p{L}/u.test(text) && !marked.test(text));
}

/** The files that a file imports, types aside, itself too; not through what the build of the exported page replaces. */
function reachable(entry: string): string[] {
  const seen = new Set<string>();
  const replaced = /^(client\/calls|adapters\/(registry|catalog)|base\/wire|kernels\/load)\.ts$/;
  const visit = (file: string): void => {
    if (seen.has(file) || replaced.test(file)) return;
    seen.add(file);
    const source = readFileSync(join(src, file), 'utf8');
    for (const [, from] of source.matchAll(/(?:import|export) (?!type )[^;]*?'(\.[^']+\.(?:ts|svelte))'/g)) {
      visit(relative(src, resolve(src, file, '..', from ?? '')));
    }
  };
  visit(entry);
  return [...seen];
}
