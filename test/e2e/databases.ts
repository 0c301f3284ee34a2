import type { Page } from '@playwright/test';

/** Databases of a page by name: their stores by name, each a list of keys with values. */
export type Databases = Record<string, Record<string, [key: string, value: unknown][]>>;

/** Marks what JSON has no word for: a typed array or a Blob, as `{ $type, base64 }`. */
const mark = '$type';

/** Reads every database of the page's origin as JSON. */
export async function readDatabases(page: Page): Promise<Databases> {
  return page.evaluate(async (marked) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const base64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const encode = async (value: unknown): Promise<unknown> => {
      if (Array.isArray(value)) return Promise.all(value.map(encode));
      if (value instanceof Blob) return { [marked]: 'Blob', base64: base64(new Uint8Array(await value.arrayBuffer())) };
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        return { [marked]: value.constructor.name, base64: base64(bytes) };
      }
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(async ([key, item]) => [key, await encode(item)] as const);
      return Object.fromEntries(await Promise.all(entries));
    };
    const found: Databases = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      found[name] = {};
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName).objectStore(storeName);
        const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
        const encoded = await Promise.all(values.map(encode));
        found[name][storeName] = keys.map((key, i) => [String(key), encoded[i]]);
      }
      database.close();
    }
    return found;
  }, mark);
}

/** Makes databases in the page's origin, before the app is open there. */
export async function writeDatabases(page: Page, databases: Databases): Promise<void> {
  await page.evaluate(
    async ([given, marked]) => {
      const types = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array };
      const decode = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(decode);
        if (typeof value !== 'object' || value === null) return value;
        if (!(marked in value))
          return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]));
        const { [marked]: type, base64 } = value as unknown as { [marked]: string; base64: string };
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        return type === 'Blob' ? new Blob([bytes]) : new types[type as keyof typeof types](bytes.buffer);
      };
      for (const [name, stores] of Object.entries(given)) {
        await new Promise<void>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onupgradeneeded = () => Object.keys(stores).forEach((each) => request.result.createObjectStore(each));
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const database = request.result;
            const writing = database.transaction(Object.keys(stores), 'readwrite');
            for (const [store, entries] of Object.entries(stores))
              for (const [key, value] of entries) writing.objectStore(store).put(decode(value), key);
            writing.oncomplete = () => resolve(database.close());
            writing.onerror = () => reject(writing.error);
          };
        });
      }
    },
    [databases, mark] as const,
  );
}
