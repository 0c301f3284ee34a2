import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { built, serveFolder } from '../e2e/static-server.ts';
import { measure, type Outcome } from './case.ts';
import { makeCases } from './cases.ts';
import { makeCsv, makeTexts, makeWorkbook } from './data.ts';
import { firstVisit } from './first-visit.ts';
import { findPeers } from './peers.ts';
import { openTab } from './tab.ts';

interface Choices {
  /** Part of the names of the cases that are wanted. */
  only: string;
  rounds: number;
  large: boolean;
  quick: boolean;
}

/** Makes the tables, measures every case, prints them and writes bench.json. */
export async function bench({ only, rounds, large, quick }: Choices): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'intab-bench-'));
  const stops: (() => Promise<void>)[] = [];
  try {
    const app = await serveFolder();
    stops.push(app.stop);
    const versions = await findPeers();
    const tab = await openTab(app.address);
    stops.push(tab.close);
    const tfjs = await serveTfjs(join(folder, 'tfjs'));
    stops.push(tfjs.stop);

    print('Making the tables ...');
    const size = quick ? 0.1 : 1;
    const rowCounts = [10_000, 30_000, 100_000, 300_000].map((rows) => rows * size);
    const files = {
      table: await makeCsv(folder, 'table.csv', 1e6 * size, 19, true, rowCounts),
      workbook: await makeWorkbook(folder, 1e5 * size),
      numbers: await makeCsv(folder, 'numbers.csv', 1e6 * size, 20, false),
      boosting: await makeCsv(folder, 'boosting.csv', 1e5 * size, 20, false),
      network: await makeCsv(folder, 'network.csv', 2e4 * size, 20, false),
      texts: await makeTexts(folder, 'texts.csv', 1e4 * size),
      large: large ? await makeCsv(folder, 'large.csv', 1e7 * size, 9, false) : null,
    };
    const cases = makeCases({
      folder,
      tab,
      peers: versions !== null && 'sklearn' in versions && 'pandas' in versions,
      torch: versions !== null && 'torch' in versions,
      files,
      tfjs: (batch) =>
        tab.open(tfjs.address, async (page) => ({
          value: await page.evaluate((size) => (globalThis as unknown as Tfjs).fitRate(8192, size), batch),
        })),
      firstVisit: () => firstVisit(app, built),
    });
    const outcomes: Outcome[] = [];
    for (const each of cases.filter(({ name }) => name.includes(only))) {
      outcomes.push(await measure(each, rounds));
      print(outcomeLine(outcomes[outcomes.length - 1]));
    }
    const machine = {
      cpu: cpus()[0]?.model.trim() ?? '',
      cores: availableParallelism(),
      gigabytes: totalmem() / 2 ** 30,
    };
    const date = new Date().toISOString().slice(0, 10);
    const summary = {
      date,
      machine,
      versions: { chromium: tab.version, node: process.version, ...versions },
      rounds,
      quick,
    };
    writeFileSync('bench.json', `${JSON.stringify({ ...summary, cases: outcomes }, null, 2)}\n`);
    print(
      `\n${date}, ${machine.cpu}, ${machine.cores} cores, ${JSON.stringify(summary.versions)}, medians of ${rounds}\n`,
    );
    print(
      [
        '| case | ours | theirs | ratio | target | memory |',
        '|---|---|---|---|---|---|',
        ...outcomes.map(outcomeLine),
      ].join('\n'),
    );
  } finally {
    for (const stop of stops.reverse()) await stop();
    rmSync(folder, { recursive: true });
  }
}

interface Tfjs {
  fitRate(rows: number, batch: number): Promise<number>;
}

/** Builds the page that trains with TF.js alone, and serves it. */
async function serveTfjs(outDir: string) {
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'tfjs'),
    base: './',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4000 },
  });
  return serveFolder('/', outDir);
}

function outcomeLine(outcome: Outcome): string {
  const { name, against, ours, theirs, ratio, target, met, megabytes, theirMegabytes, note } = outcome;
  const value = (number: number | null) => (number === null ? '-' : `${digits(number)} ${outcome.unit}`);
  const memory = [megabytes, theirMegabytes].map((each) => (each === null ? '-' : `${Math.round(each)}`)).join(' / ');
  return `| ${[
    note ? `${name} (${note})` : name,
    value(ours),
    against && theirs !== null ? `${value(theirs)} (${against})` : '-',
    ratio === null ? '-' : digits(ratio),
    target === null ? '-' : `${target}${met === null ? '' : met ? ', met' : ', missed'}`,
    memory === '- / -' ? '-' : `${memory} MB`,
  ].join(' | ')} |`;
}

function digits(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function print(text: string): void {
  console.log(text);
}
