import type { Source } from '../../contract/data/reading.ts';
import type { RunFile } from '../../storage/runs.ts';
import { toSource } from '../page/sources.ts';

/** Files of a run together may be this large to be kept while it may still run. */
const maxKeptBytes = 64 * 2 ** 20;

/** Says what of a run's files survives a reload: their names, and where `keep` says so the small ones themselves. */
export function toFiles(sources: readonly Source[], known: readonly { bytes: number }[], keep: boolean): RunFile[] {
  const keeps = keep && sources.reduce((sum, { blob }) => sum + blob.size, 0) <= maxKeptBytes;
  return sources.map(({ name, read, blob }, at): RunFile => {
    const file = { name, bytes: known[at].bytes, ...(read ? { read } : {}) };
    return keeps && blob.size > 0 ? { ...file, blob } : file;
  });
}

/** Makes a source of a kept file; one that was not kept is empty until it is picked again. */
export function toSourceAgain({ name, read, blob }: RunFile): Source {
  return { ...toSource(blob ?? new Blob([]), name), ...(read ? { read } : {}) };
}

/** Puts files that were picked again in the places of those they replace: by name, else in order. */
export function withFiles(sources: readonly Source[], files: readonly File[]): Source[] {
  return sources.map((source, at) => {
    const file = files.find(({ name }) => name === source.name) ?? files[at];
    return file ? { ...source, ...toSource(file, source.name) } : source;
  });
}
