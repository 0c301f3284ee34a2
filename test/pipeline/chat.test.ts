import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkBundle } from '../../src/pipeline/check-bundle.ts';
import { predictTable, toPredictions } from '../../src/prediction/predict.ts';
import { toRowTable } from '../../src/prediction/row-table.ts';
import { readBundleFile, toBundleFile } from '../../src/storage/bundle-file.ts';
import { key, memory, hostServices } from '../chat/ask.ts';
import { quietRun } from '../run.ts';
import { startChatServer, type ChatServer } from '../servers/chat-server.ts';
import { trainCsv } from './train-csv.ts';

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.stop());
beforeEach(() => void (server.asked.length = 0));

const csv =
  'city,year,prompt,target\nOslo,1048,Where?,north\nRome,,When?,south\nBonn,1949,,north\nParis,1789,Why?,south\n';

function ask(
  manner: string,
  { text = csv, target, ...params }: { text?: string | Blob; target?: string; [param: string]: unknown } = {},
) {
  const modelParams = { base_url: `${server.address}/${manner}/v1`, model: 'small', ...params };
  const request = { modelType: 'openai_chat', modelParams, ...(target ? { target } : { task: 'generation' }) };
  return trainCsv({ 'a.csv': text }, request, { host: hostServices({ store: memory() }) });
}

describe('a chat run', () => {
  it('asks the prompt column of every row that has one, and keeps a bundle that predicts elsewhere', async () => {
    const { result, bundle } = await ask('echo', { text: csv.replaceAll('target', 'side') });
    expect(result).toMatchObject({
      task: 'generation',
      target: '',
      actual: [],
      testRows: [],
      engine: { name: 'server' },
    });
    expect(result.rows).toMatchObject({ read: 4, kept: 3, dropped: { 'clean.missing': 1 } });
    expect(result.predictions).toEqual(['Where?', 'When?', 'Why?'].map((prompt) => `Echo 世界🌍: ${prompt}`));
    expect(result.asked).toEqual(['Where?', 'When?', 'Why?']);
    expect(bundle.report).not.toHaveProperty('asked');

    const opened = await readBundleFile(await toBundleFile(bundle));
    expect(opened.target.kind).toBe('empty');
    const rows = toRowTable([{ prompt: 'Who?' }, { prompt: '' }], opened);
    server.asked.length = 0;
    await checkBundle(opened, quietRun());
    expect(server.asked).toEqual([]);
    const answers = await predictTable(opened, rows, quietRun(), hostServices());
    expect(toPredictions(answers)).toMatchObject({ predictions: ['Echo 世界🌍: Who?', null], tokens: { in: 4 } });
    expect(server.asked.map(({ prompt }) => prompt)).toEqual(['Who?']);
  });

  it('fills a template from columns of any kind; a row that lacks one is left out', async () => {
    const { result } = await ask('echo', { template: '{city} in {year}' });
    expect(result.asked).toEqual(['Oslo in 1048', 'Bonn in 1949', 'Paris in 1789']);
    await expect(ask('echo', { template: '{town}' })).rejects.toMatchObject({
      code: 'fields.unknown-column',
      params: { column: 'town' },
    });
  });

  it('measures what it wrote against a target', async () => {
    const text = 'prompt,target\na,Echo 世界🌍: a\nb,something else\n';
    const { result } = await ask('echo', { text });
    expect(result).toMatchObject({ task: 'generation', target: 'target', metrics: { exactMatch: 0.5 } });
  });

  it('classifies the held out rows alone, beside a baseline', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i % 2 ? 'good' : 'bad'} ${i},${i % 2 ? 'positive' : 'negative'}`,
    );
    const { result, diagnostics } = await ask('label', { text: `text,kind\n${rows.join('\n')}\n`, target: 'kind' });
    expect(result).toMatchObject({ task: 'classification', evaluatedOn: 'test', metrics: { accuracy: 1, f1Macro: 1 } });
    expect(result.rows).toMatchObject({ train: 32, test: 8 });
    expect(result.control.normalize).toEqual({ run: false, decidedBy: 'adapter' });
    expect(server.asked).toHaveLength(8);
    const { importance, intervals } = await diagnostics(quietRun());
    expect(importance).toEqual([]);
    expect(intervals).toHaveProperty('accuracy');
    expect(server.asked).toHaveLength(8);
  });

  it('has the key nowhere but in the requests', async () => {
    const { result, bundle, events } = await ask('echo-key', { text: 'prompt\na\n' });
    expect(server.asked[0]!.key).toBe(key);
    expect(JSON.stringify([result, events])).not.toContain(key);
    expect(Buffer.from(await (await toBundleFile(bundle)).arrayBuffer()).includes(Buffer.from(key))).toBe(false);
  });

  it('answers tables without a text, and reads broken bytes', async () => {
    await expect(ask('echo', { text: 'a,b\n1,2\n3,4\n' })).rejects.toMatchObject({ code: 'fields.no-text' });
    const bytes = new Blob(['prompt\nso ', new Uint8Array([0xff, 0xc3]), ' far\n👋 שלום\n']);
    const { result } = await ask('whole', { text: bytes });
    expect(result.predictions).toHaveLength(2);
  });
});
