import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toBytes, toText, unzip, zip, type Member } from '../../src/base/zip.ts';
import { sha256 } from '../../src/base/sha256.ts';
import { predictTable, toPredictions } from '../../src/prediction/predict.ts';
import { checkBundle } from '../../src/pipeline/check-bundle.ts';
import { toRowTable } from '../../src/prediction/row-table.ts';
import { readBundleFile, toBundleFile } from '../../src/storage/bundle-file.ts';
import { drawnCsv } from '../pipeline/tables.ts';
import { trainCsv } from '../pipeline/train-csv.ts';
import { quietRun } from '../run.ts';

const drawn = { 'drawn.csv': drawnCsv(120, 3) };
const requests = {
  linear_regression: { modelType: 'linear_regression', target: 'y' },
  logistic_regression: {
    modelType: 'logistic_regression',
    target: 'kind',
    factorParams: [{ name: 'a' }, { name: 'city' }],
  },
  dnn: { modelType: 'dnn', target: 'kind', modelParams: { hidden_layer_sizes: [5, 4], max_iter: 3 } },
  gradient_boosting: { modelType: 'gradient_boosting', target: 'kind', modelParams: { max_iter: 5 } },
};
const rows = [
  { a: 1.25, b: 0.1, city: 'Oslo', kind: 'low', y: 3 },
  { a: 77, b: 0.9, city: '北京', kind: 'high', y: 8 },
];

const trainBundle = async (name: keyof typeof requests) => (await trainCsv(drawn, requests[name])).bundle;
const made = trainBundle('linear_regression').then(toBundleFile);

async function readMembers(file: Blob): Promise<Member[]> {
  return unzip(new Uint8Array(await file.arrayBuffer()), () => {});
}

/** Makes a file of the members of a good one, changed; `sums` writes fitting checksums for what was changed. */
async function tampered(change: (members: Member[]) => Member[], sums = false): Promise<File> {
  const members = change(await readMembers(await made));
  const listed = members.filter(({ name }) => name !== 'manifest.json');
  const manifest = JSON.parse(
    toText(members.find(({ name }) => name === 'manifest.json')?.bytes ?? toBytes('{}')),
  ) as object;
  const fresh = Object.fromEntries(
    await Promise.all(listed.map(async ({ name, bytes }) => [name, await sha256(bytes)])),
  );
  const all = sums
    ? [{ name: 'manifest.json', bytes: toBytes(JSON.stringify({ ...manifest, members: fresh })) }, ...listed]
    : members;
  return new File([zip(all)], 'model.intab');
}

const edited = (member: string, edit: (content: Record<string, unknown>) => unknown) => (members: Member[]) =>
  members.map(({ name, bytes }) =>
    name === member
      ? { name, bytes: toBytes(JSON.stringify(edit(JSON.parse(toText(bytes)) as Record<string, unknown>))) }
      : { name, bytes },
  );

describe('a bundle file', () => {
  it.each(['linear_regression', 'logistic_regression', 'dnn', 'gradient_boosting'] as const)(
    'of %s predicts the same to the last digit',
    async (name) => {
      const bundle = await trainBundle(name);
      const back = await readBundleFile(await toBundleFile(bundle));
      expect(back.id).toBe(bundle.id);
      expect({ ...back, artifact: undefined }).toEqual(JSON.parse(JSON.stringify({ ...bundle, artifact: undefined })));
      expect(back.artifact).toEqual(bundle.artifact);
      const [before, after] = [bundle, back].map((each) => predictTable(each, toRowTable(rows, each), quietRun()));
      expect(toPredictions(await after)).toEqual(toPredictions(await before));
    },
  );

  it('of trees keeps the drawn one, and no half of it', async () => {
    const bundle = await trainBundle('gradient_boosting');
    const file = await toBundleFile(bundle);
    expect((await readBundleFile(file)).report.tree).toEqual(bundle.report.tree);
    const { root, ...tree } = bundle.report.tree!;
    const half = { ...bundle.report, tree: { ...tree, root: { ...root, no: undefined } } };
    await expect(readBundleFile(await toBundleFile({ ...bundle, report: half }))).rejects.toMatchObject({
      code: 'model.bad-content',
    });
  });

  it('is the same bytes and the same id each time', async () => {
    const bundle = await trainBundle('linear_regression');
    const [a, b] = [await toBundleFile(bundle), await toBundleFile(bundle)];
    expect(await b.text()).toBe(await a.text());
    expect((await readBundleFile(a)).id).toBe((await readBundleFile(b)).id);
    expect((await readBundleFile(await toBundleFile({ ...bundle, name: 'another' }))).id).toBe(bundle.id);
  });

  it('of version 1 is opened, and written again in the version of today', async () => {
    const old = new File([readFileSync(join(import.meta.dirname, '../fixtures/bundles/linear-v1.intab'))], 'old.intab');
    const readManifest = async (file: Blob) => {
      const found = (await readMembers(file)).find(({ name }) => name === 'manifest.json');
      return JSON.parse(toText(found?.bytes ?? new Uint8Array())) as { version: number; form?: string };
    };
    expect(await readManifest(old)).toMatchObject({ version: 1 });
    const bundle = await readBundleFile(old);
    expect(bundle).toMatchObject({ version: 2, name: 'of version 1', modelType: 'linear_regression' });
    await checkBundle(bundle, quietRun());
    const again = await toBundleFile(bundle);
    expect(await readManifest(again)).toMatchObject({ version: 2, form: 'linear' });
    expect((await readBundleFile(again)).id).toBe(bundle.id);
    const [before, after] = await Promise.all(
      [bundle, await readBundleFile(again)].map((each) => predictTable(each, toRowTable(rows, each), quietRun())),
    );
    expect(toPredictions(after)).toEqual(toPredictions(before));
  });

  it('carries author and licence, and not where it was published', async () => {
    const bundle = await trainBundle('linear_regression');
    const published = [{ address: 'https://a.test/k', etag: null, bytes: 1, sha256: 'x', at: bundle.madeAt }];
    const origin = { author: 'Ada', licence: 'CC-BY-4.0' };
    const file = await toBundleFile({ ...bundle, ...origin, report: { ...bundle.report, published } });
    const back = await readBundleFile(file);
    expect(back).toMatchObject(origin);
    expect(back.report.published).toBeUndefined();
    expect(await file.text()).toBe(await (await toBundleFile({ ...bundle, ...origin })).text());
  });

  it('holds the files of the contract and no row', async () => {
    const file = await toBundleFile({ ...(await trainBundle('dnn')), name: 'a/b: c' });
    expect(file.name).toBe('a-b- c.intab');
    const members = await readMembers(file);
    expect(members.map(({ name }) => name).sort()).toEqual(
      ['card.md', 'manifest.json', 'model.json', 'plan.json', 'recipe.json', 'report.json', 'weights.bin'].sort(),
    );
    const report = JSON.parse(
      toText(members.find(({ name }) => name === 'report.json')?.bytes ?? new Uint8Array()),
    ) as object;
    for (const list of ['actual', 'predictions', 'probabilities', 'testRows', 'log'])
      expect(report).not.toHaveProperty(list);
  });

  it('keeps no cell of a notice', async () => {
    const text = 'x,target\n' + Array.from({ length: 60 }, (_, i) => `${i === 7 ? 'secret?' : i},${i}\n`).join('');
    const request = { modelType: 'linear_regression', factorParams: [{ name: 'x', type: 'number' }] };
    const { result, bundle } = await trainCsv({ 'a.csv': text }, request);
    expect(JSON.stringify(result.notices)).toContain('secret?');
    const members = await readMembers(await toBundleFile(bundle));
    for (const { bytes } of members) expect(toText(bytes)).not.toContain('secret?');
  });
});

describe('a file that is no good bundle', () => {
  const cut = async (share: number) => {
    const file = await made;
    return file.slice(0, Math.floor(file.size * share));
  };
  const newer = edited('manifest.json', (manifest) => ({ ...manifest, version: 3 }));
  const filler = (count: number): Member[] =>
    Array.from({ length: count }, (_, i) => ({ name: `filler-${i}`, bytes: toBytes('') }));

  it.each([
    ['is no zip', 'model.not-a-model', () => new Blob(['\xff\xd8\xff\xe0 a picture'])],
    ['is empty', 'model.not-a-model', () => new Blob([])],
    ['is another zip', 'model.not-a-model', () => new Blob([zip([{ name: 'a.txt', bytes: toBytes('a') }])])],
    ['is cut in half', 'model.cut', () => cut(0.5)],
    ['lacks its last bytes', 'model.cut', () => cut(0.99)],
    ['is of a newer version', 'model.newer-version', () => tampered(newer)],
    [
      'has a changed member',
      'model.bad-checksum',
      () => tampered(edited('linear.json', (linear) => ({ ...linear, intercept: 0 }))),
    ],
    [
      'lacks a member',
      'model.missing-member',
      () => tampered((all) => all.filter(({ name }) => name !== 'recipe.json')),
    ],
    [
      'lacks the model',
      'model.missing-member',
      () => tampered((all) => all.filter(({ name }) => name !== 'linear.json'), true),
    ],
    ['has a member that nobody listed', 'model.unlisted-member', () => tampered((all) => [...all, ...filler(1)])],
    ['has too many members', 'model.too-many-members', () => tampered((all) => [...all, ...filler(300)])],
    [
      'has a path upwards',
      'model.bad-path',
      () => tampered((all) => [...all, { name: '../evil.js', bytes: toBytes('1') }]),
    ],
    [
      'has an absolute path',
      'model.bad-path',
      () => tampered((all) => [...all, { name: '/etc/evil', bytes: toBytes('1') }]),
    ],
    [
      'has a path of another system',
      'model.bad-path',
      () => tampered((all) => [...all, { name: 'a\\b', bytes: toBytes('1') }]),
    ],
    [
      'has no JSON where it should',
      'model.bad-content',
      () =>
        tampered(
          (all) => all.map((each) => (each.name === 'linear.json' ? { ...each, bytes: toBytes('{') } : each)),
          true,
        ),
    ],
    [
      'has too few coefficients',
      'model.bad-content',
      () =>
        tampered(
          edited('linear.json', (linear) => ({ ...linear, coefficients: [1] })),
          true,
        ),
    ],
    [
      'has a report of nothing',
      'model.bad-content',
      () =>
        tampered(
          edited('report.json', () => ({})),
          true,
        ),
    ],
    [
      'has an infinite coefficient',
      'model.bad-content',
      () =>
        tampered(
          edited('linear.json', (linear) => ({ ...linear, intercept: 'Infinity' })),
          true,
        ),
    ],
  ] as const)('%s', async (_, code, file) => {
    await expect(Promise.resolve(file()).then(readBundleFile)).rejects.toMatchObject({ code });
  });

  it('names a member twice', async () => {
    const text = Buffer.from(await (await made).arrayBuffer()).toString('latin1');
    // Names stand plainly in a zip; these two are equally long.
    const twice = Buffer.from(text.replaceAll('report.json', 'recipe.json'), 'latin1');
    await expect(readBundleFile(new Blob([twice]))).rejects.toMatchObject({ code: 'model.duplicate-member' });
  });

  it('claims to inflate to more than is allowed', async () => {
    const bytes = new Uint8Array(await (await made).arrayBuffer());
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 4 < bytes.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0xfffffff0, true);
    }
    await expect(readBundleFile(new Blob([bytes]))).rejects.toMatchObject({ code: 'model.too-large' });
  });

  it('inflates to far more than it holds', async () => {
    // 70 MB of zeros in 70 kB: below the limit for any file, but no model packs like that.
    const bomb = { name: 'weights.bin.txt', bytes: new Uint8Array(70 * 2 ** 20) };
    const file = new Blob([zip([...(await readMembers(await made)), bomb])]);
    expect(file.size).toBeLessThan(200_000);
    const params = { megabytes: 71, most: 64 };
    await expect(readBundleFile(file)).rejects.toMatchObject({ code: 'model.too-large', params });
  });

  it('lies about how much it inflates to: no more than it claimed is ever made of it', async () => {
    const bomb = { name: 'bomb.json', bytes: new Uint8Array(50 * 2 ** 20) };
    const bytes = zip([...(await readMembers(await made)), bomb]);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 4 < bytes.length; at++) {
      const isBomb = () => Buffer.from(bytes.subarray(at + 46, at + 55)).toString() === 'bomb.json';
      if (view.getUint32(at, true) === 0x02014b50 && isBomb()) view.setUint32(at + 24, 100, true);
    }
    const before = process.memoryUsage().arrayBuffers;
    await expect(readBundleFile(new Blob([bytes]))).rejects.toMatchObject({
      code: expect.stringMatching(/^model\./) as unknown,
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 2 ** 20);
  });

  it('says that it holds another kind of model than it does', async () => {
    const file = await tampered(edited('manifest.json', (manifest) => ({ ...manifest, form: 'mlp' })));
    await expect(readBundleFile(file)).rejects.toMatchObject({ code: 'model.bad-content' });
  });

  it('has a recipe that does not fit its model', async () => {
    const file = await tampered(
      edited('recipe.json', (recipe) => {
        const { factors } = recipe.recipe as { factors: unknown[] };
        return { ...recipe, recipe: { ...(recipe.recipe as object), factors: factors.slice(1) } };
      }),
      true,
    );
    await expect(checkBundle(await readBundleFile(file), quietRun())).rejects.toMatchObject({ code: 'model.bad-size' });
  });

  it('has a recipe of another shape', async () => {
    const file = await tampered(
      edited('recipe.json', (recipe) => ({ ...recipe, recipe: { factors: 1 } })),
      true,
    );
    await expect(checkBundle(await readBundleFile(file), quietRun())).rejects.toMatchObject({
      code: 'model.bad-recipe',
    });
  });

  it('is of a model type that this version lacks', async () => {
    const file = await tampered(
      edited('recipe.json', (recipe) => ({ ...recipe, modelType: 'oracle' })),
      true,
    );
    await expect(checkBundle(await readBundleFile(file), quietRun())).rejects.toMatchObject({
      code: 'request.unknown-model',
    });
  });
});
