import { AppError } from '../base/errors.ts';
import type { Run } from '../base/run.ts';
import type { HostServices } from '../contract/model/jobs.ts';
import type { ModelFile } from '../contract/model/transformer-artifact.ts';

/** Where a model comes from. */
export interface Origin {
  /** `owner/name` on a hub, or a folder's name under a same-origin `host`. */
  model: string;
  /** The address of a hub, or of a folder of models of this page's own origin. */
  host: string;
  /** Files that the person picked: a whole folder; then nothing is fetched. */
  picked: readonly Blob[];
}

/** Files of a model's folder. `wanted`: exact paths; those with `?` behind may be missing. */
export type Fetch = (wanted: readonly string[]) => Promise<ModelFile[]>;

/**
 * Gives the way to a model's files: the picked ones, or a download that is kept in a cache of this origin and read from there ever after.
 * A file that turns out to be damaged is to be forgotten with `forget`, so that it is fetched anew the next time.
 * @throws AppError `model.missing-file` if a file is missing and there is no page to download it
 */
export function downloadFolder(
  { model, host, picked }: Origin,
  base: URL,
  services: HostServices | undefined,
  run: Run,
): { fetch: Fetch; forget: () => Promise<void> } {
  if (picked.length > 0)
    return { fetch: (wanted) => fromPicked(picked, wanted, model), forget: () => Promise.resolve() };
  if (!services) throw new AppError('model.missing-file', { model, file: 'config.json' });
  const cacheName = `intab-models ${base.pathname}`;
  const folder = folderAddress(model, host, base);
  const asked = new Set<string>();

  return {
    async fetch(wanted) {
      const paths = wanted.map((path) => path.replace(/\?$/, ''));
      const urls = paths.map((path) => new URL(path, folder).href);
      urls.forEach((url) => asked.add(url));
      const cache = await (globalThis.caches as CacheStorage | undefined)?.open(cacheName);
      // List of files missing in the folder: without it an offline page would ask for them again and again.
      const list = new URL(`?intab-has=${encodeURIComponent(wanted.join())}`, folder).href;
      asked.add(list);
      if (!(await cache?.match(list))) {
        const files = urls.map((url, i) => ({ url, optional: wanted[i].endsWith('?') }));
        const there = await services.download({ name: model, cache: cacheName, files }, run);
        await cache?.put(list, new Response(JSON.stringify(there)));
      }
      const found = await Promise.all(urls.map((url) => cache?.match(url)));
      return Promise.all(
        found.flatMap((response, i) =>
          response
            ? [response.arrayBuffer().then((buffer) => ({ path: paths[i], bytes: new Uint8Array(buffer) }))]
            : [],
        ),
      );
    },
    async forget() {
      const cache = await (globalThis.caches as CacheStorage | undefined)?.open(cacheName);
      await Promise.all([...asked].map((url) => cache?.delete(url)));
    },
  };
}

/** Hubs keep files of a model under `resolve/main`; a folder of this origin holds them as they are. */
function folderAddress(model: string, host: string, base: URL): URL {
  const root = new URL(host.endsWith('/') ? host : `${host}/`, base);
  const path = model.split('/').map(encodeURIComponent).join('/');
  return new URL(root.origin === base.origin ? `${path}/` : `${path}/resolve/main/`, root);
}

/** Reads picked files; their paths count from where `config.json` lies. */
async function fromPicked(picked: readonly Blob[], wanted: readonly string[], model: string): Promise<ModelFile[]> {
  const fileByPath = new Map(picked.map((blob) => [pickedPath(blob), blob]));
  const config = [...fileByPath.keys()].find((path) => /(^|\/)config\.json$/.test(path));
  if (config === undefined) throw new AppError('model.missing-file', { model, file: 'config.json' });
  const folder = config.slice(0, -'config.json'.length);
  const files: ModelFile[] = [];
  for (const each of wanted) {
    const path = each.replace(/\?$/, '');
    const blob = fileByPath.get(folder + path) ?? fileByPath.get(folder + (path.split('/').at(-1) ?? ''));
    if (blob) files.push({ path, bytes: new Uint8Array(await blob.arrayBuffer()) });
    else if (!each.endsWith('?')) throw new AppError('model.missing-file', { model, file: path });
  }
  return files;
}

function pickedPath(blob: Blob): string {
  if (!(blob instanceof File)) return 'file';
  return blob.webkitRelativePath || blob.name;
}
