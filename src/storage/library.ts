import { createStore, getMany, promisifyRequest, type UseStore } from 'idb-keyval';
import { AppError } from '../base/errors.ts';
import type { Bundle, ModelCard, ModelEntry, ModelOrigin } from '../contract/model/bundle.ts';
import type { Report } from '../contract/result/result.ts';
import { withMetricKind } from '../contract/result/metric-kind.ts';

/** The saved models of this browser, under one path of an origin. */
export interface Library {
  /** Keeps a bundle in one transaction: all of it or nothing. @throws AppError `model.storage-full`, `model.storage-failed` */
  save(bundle: Bundle): Promise<void>;
  /** Keeps a bundle in memory while the page lives, where saving failed. */
  hold(bundle: Bundle): void;
  has(id: string): Promise<boolean>;
  /** Lists models, oldest first. */
  list(): Promise<ModelEntry[]>;
  /** @throws AppError `model.unknown` */
  get(id: string): Promise<Bundle>;
  /** @throws AppError `model.unknown` */
  card(id: string): Promise<ModelCard>;
  /** @throws AppError `model.unknown` */
  remove(id: string): Promise<void>;
  /** @throws AppError `model.unknown` */
  rename(id: string, name: string): Promise<void>;
  /** Says who made a model and under which licence it may be used; '' takes back what was said. @throws AppError `model.unknown` */
  describe(id: string, origin: ModelOrigin): Promise<void>;
  /** Changes the report of a model, if it is still there. */
  amend(id: string, change: (report: Report) => Report): Promise<void>;
}

/** What is kept of a model: the entry and the card are read often, the parts with its numbers only when it is used. */
type Parts = Pick<Bundle, 'artifact' | 'recipe'>;

const storeKeys = (id: string) => ({ entry: `entry/${id}`, card: `card/${id}`, parts: `parts/${id}` });

/** Opens the library of one place of an origin (two Intabs under different paths do not see each other's models). */
export function openLibrary(base: string): Library {
  const store = createStore(`intab ${base} models`, 'models');
  const held = new Map<string, Bundle>();

  async function read<T>(key: string, id: string): Promise<T> {
    const [value] = await getMany<T>([key], store).catch(() => []);
    if (value === undefined) throw new AppError('model.unknown', { id });
    return value;
  }

  return {
    async save(bundle) {
      const { entry, card, parts } = storeKeys(bundle.id);
      const { artifact, recipe, ...rest } = bundle;
      await write(store, bundle.name, (models) => {
        models.put(toEntry(rest), entry);
        models.put(rest, card);
        models.put({ artifact, recipe } satisfies Parts, parts);
      });
    },
    hold(bundle) {
      held.set(bundle.id, bundle);
    },
    async has(id) {
      return held.has(id) || (await getMany([storeKeys(id).entry], store).catch(() => []))[0] !== undefined;
    },
    async list() {
      const saved = await store('readonly', (models) =>
        promisifyRequest<ModelEntry[]>(models.getAll(IDBKeyRange.bound('entry/', 'entry/\uffff'))),
      ).catch((): ModelEntry[] => []);
      return [...saved.map(withMetricKind), ...[...held.values()].map(toEntry)].sort(byAge);
    },
    async get(id) {
      const inMemory = held.get(id);
      if (inMemory) return inMemory;
      const { card, parts } = storeKeys(id);
      return { ...kinded(await read<ModelCard>(card, id)), ...(await read<Parts>(parts, id)) };
    },
    async card(id) {
      const inMemory = held.get(id);
      if (!inMemory) return kinded(await read<ModelCard>(storeKeys(id).card, id));
      const { artifact: _, recipe: __, ...rest } = inMemory;
      return rest;
    },
    async remove(id) {
      if (held.delete(id)) return;
      const keys = storeKeys(id);
      const { name } = await read<ModelEntry>(keys.entry, id);
      await write(store, name, (models) => Object.values(keys).forEach((key) => models.delete(key)));
    },
    async rename(id, name) {
      const inMemory = held.get(id);
      if (inMemory) return void held.set(id, { ...inMemory, name });
      const keys = storeKeys(id);
      const card = await read<ModelCard>(keys.card, id);
      await write(store, name, (models) => {
        models.put(toEntry({ ...card, name }), keys.entry);
        models.put({ ...card, name }, keys.card);
      });
    },
    async describe(id, origin) {
      const inMemory = held.get(id);
      if (inMemory) return void held.set(id, { ...inMemory, ...origin });
      const key = storeKeys(id).card;
      const card = await read<ModelCard>(key, id);
      await write(store, card.name, (models) => void models.put({ ...card, ...origin }, key));
    },
    async amend(id, change) {
      const inMemory = held.get(id);
      if (inMemory) return void held.set(id, { ...inMemory, report: change(inMemory.report) });
      const { card: key } = storeKeys(id);
      // Read and written in one transaction: a rename or a removal in between is not undone.
      await write(store, id, (models) => {
        const request = models.get(key) as IDBRequest<ModelCard | undefined>;
        request.onsuccess = () => {
          const card = request.result;
          if (card) models.put({ ...card, report: change(card.report) }, key);
        };
      });
    },
  };
}

/** Does some writing in one transaction. @throws AppError `model.storage-full`, `model.storage-failed` */
async function write(store: UseStore, name: string, work: (models: IDBObjectStore) => void): Promise<void> {
  try {
    await store('readwrite', (models) => {
      work(models);
      return promisifyRequest(models.transaction);
    });
  } catch (error) {
    const why = error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
    if (why.name === 'QuotaExceededError') throw new AppError('model.storage-full', { name }, error);
    throw new AppError('model.storage-failed', { name, detail: `${why.name}: ${why.message}` }, error);
  }
}

/** Fills in what cards of older versions lack. */
function kinded(card: ModelCard): ModelCard {
  return { ...card, report: withMetricKind(card.report) };
}

function toEntry({ id, name, modelType, task, madeAt, report }: ModelCard): ModelEntry {
  return { id, name, modelType, task, madeAt, rows: report.rows.kept, metrics: report.metrics };
}

function byAge(a: ModelEntry, b: ModelEntry): number {
  return a.madeAt < b.madeAt ? -1 : a.madeAt > b.madeAt ? 1 : 0;
}
