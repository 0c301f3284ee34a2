import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../fixtures/tiny-distilbert-sst2');

/** Reads a file of the fixture's folder. */
export function fixtureBytes(path: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(resolve(folder, path)));
}

/** Reads a JSON file of the fixture's folder. */
export function fixtureJson<T>(path: string): T {
  return JSON.parse(readFileSync(resolve(folder, path), 'utf8')) as T;
}

/** What PyTorch answered: `reference.json`. */
export const reference = fixtureJson<{ predictions: { text: string; input_ids: number[]; logits: number[] }[] }>(
  'reference.json',
);

/** A text with its label. */
export interface Labelled {
  text: string;
  code: number;
}

/** Reads a table of texts and labels; NEGATIVE is 0, POSITIVE 1. */
export function fixtureRows(path: string): Labelled[] {
  const [, ...lines] = readFileSync(resolve(folder, path), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [text = '', label] = line.split('\t');
    return { text, code: label === 'POSITIVE' ? 1 : 0 };
  });
}
