import type { Bundle } from '../../src/contract/model/bundle.ts';
import { sha256 } from '../../src/base/sha256.ts';
import { toText, unzip, zip, type Member } from '../../src/base/zip.ts';
import { predictTable, toPredictions, type TableAnswers } from '../../src/prediction/predict.ts';
import { readRows, sheetOfFile, writePredictions } from '../../src/prediction/predictions-file.ts';
import { toRowTable } from '../../src/prediction/row-table.ts';
import type { Trained } from '../pipeline/train-csv.ts';
import { quietRun } from '../run.ts';
import { keyPaths } from './key-paths.ts';
import { chatAt, madeAt, readFixture, type StoredCase } from './stored-cases.ts';

/** What a model answers, as JSON. */
export interface StoredAnswers {
  id: string;
  /** The answers for each row by itself, and for all of them together. */
  single: unknown[];
  rows: unknown;
  /** The answers for the rows of a file, and the file written. */
  file?: { answers: unknown; text: string };
}

/** What a run leaves, by its keys alone. */
export interface StoredKeys {
  /** What was learned, where training repeats to the last digit. */
  id?: string;
  /** The members of the bundle file, in their order; JSON with its keys, tensors with their shapes, else the length. */
  members: Record<string, string[] | number>;
  /** The bundle in memory, as IndexedDB keeps it, but for what stands in JSON members too. */
  kept: string[];
  /** What the result has beside the report. */
  result: string[];
  /** What is added to the report after the result. */
  diagnostics: string[];
  /** Types of events with their keys. */
  events: string[];
  /** The codes of log lines and notices. */
  codes: string[];
}

/** Gives the members of a zip, in their order. */
export async function readMembers(file: Blob): Promise<Member[]> {
  return unzip(new Uint8Array(await file.arrayBuffer()), () => {});
}

/** Gives the bundle file of a case as a person has it: with the files of its folder, which the kept one goes without. */
export async function storedFile(name: string, { folder }: StoredCase): Promise<File> {
  const members = await readMembers(new Blob([readFixture(`bundles/${name}.intab`)]));
  if (!folder) return new File([readFixture(`bundles/${name}.intab`)], `${name}.intab`);
  const manifest = JSON.parse(toText(members[0].bytes)) as { members: Record<string, string> };
  const known = new Map(members.map((member) => [member.name, member]));
  const all = ['manifest.json', ...Object.keys(manifest.members)].map(
    (member) => known.get(member) ?? { name: member, bytes: readFixture(folder + member.slice('model'.length)) },
  );
  return new File([zip(all)], `${name}.intab`);
}

/** Leaves out of a bundle file what its folder has unchanged. */
export async function thinFile(file: Blob, folder: string): Promise<Uint8Array> {
  const kept: Member[] = [];
  for (const member of await readMembers(file)) {
    const isOfFolder = member.name.startsWith('model/');
    const same =
      isOfFolder &&
      (await sha256(member.bytes)) === (await sha256(readFixture(folder + member.name.slice('model'.length))));
    if (!same) kept.push(member);
  }
  return zip(kept);
}

/** Predicts the rows and the file of a case. */
export async function answersFor(bundle: Bundle, { rows, file }: StoredCase, server: string): Promise<StoredAnswers> {
  const run = { ...quietRun(), now: () => madeAt };
  const host = chatAt(server);
  const ask = async (some: Record<string, unknown>[]) =>
    toAnswers(await predictTable(bundle, toRowTable(some, bundle), run, host));
  const single: unknown[] = [];
  for (const row of rows) single.push(await ask([row]));
  const answers = { id: bundle.id, single, rows: await ask(rows) };
  if (file === undefined) return answers;
  const source = { id: 'new', name: 'new.csv', blob: new Blob([file]) };
  const table = await readRows(source, bundle, run);
  const predicted = await predictTable(bundle, table, run, host);
  const names = table.columns.map(({ name }) => name);
  const generated = await writePredictions(await sheetOfFile(source, names, predicted, run), run);
  return { ...answers, file: { answers: toAnswers(predicted), text: await generated.text() } };
}

/** Gives answers as JSON; the sentences of notices may change, their codes may not. */
function toAnswers(answers: TableAnswers): unknown {
  const { notices, ...rest } = toPredictions(answers);
  const plain = notices.map(({ message: _, hint: __, ...notice }) => notice);
  return JSON.parse(JSON.stringify({ ...rest, notices: plain }));
}

/** Describes what a run left by its keys. `file`: its bundle file. */
export async function keysFor(trained: Trained, file: Blob, repeats: boolean): Promise<StoredKeys> {
  const { bundle, result, events } = trained;
  const members = Object.fromEntries(
    (await readMembers(file)).map(({ name, bytes }) => [name, describeMember(name, bytes)] as const),
  );
  const reported = new Set(members['report.json'] as string[]);
  const { plan: _, recipe: __, report: ___, ...kept } = bundle;
  const run = { ...quietRun(), now: () => madeAt };
  const data = await trained.fingerprint(run);
  const later = { ...(await trained.diagnostics(run)), data };
  const byType = events.map((event) => ({ [event.type]: event }));
  const codes = events.flatMap((event) => (event.type === 'log' ? [event.code] : []));
  return {
    ...(repeats ? { id: bundle.id } : {}),
    members,
    kept: keyPaths(kept),
    result: keyPaths(result).filter((line) => !reported.has(line)),
    diagnostics: keyPaths(later),
    events: [...new Set(byType.flatMap(keyPaths))].sort(),
    codes: [...new Set([...codes, ...result.notices.map(({ code }) => code)])].sort(),
  };
}

function describeMember(name: string, bytes: Uint8Array): string[] | number {
  if (name.endsWith('.safetensors')) {
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    const header = JSON.parse(toText(bytes.subarray(8, 8 + length))) as Record<string, { shape?: number[] }>;
    return Object.entries(header).map(([tensor, { shape }]) => `${tensor} ${JSON.stringify(shape)}`);
  }
  // The vocabularies of tokenizers are data, not keys.
  if (name.endsWith('tokenizer.json')) {
    const tokenizer = JSON.parse(toText(bytes)) as { model: object };
    return keyPaths({ ...tokenizer, model: Object.keys(tokenizer.model) });
  }
  if (name.endsWith('.json')) return keyPaths(JSON.parse(toText(bytes)));
  return name.endsWith('.md') ? [] : bytes.length;
}
