/// <reference lib="webworker" />
/**
 * Keeps the whole app for use without a network, and makes its pages cross-origin isolated (shared memory for a second
 * training worker). A new version waits until no tab runs the old one, so the old chunks stay as long as a tab needs them.
 */
declare const self: ServiceWorkerGlobalScope;
/** Every file of this build; written here by vite.config.ts. */
declare const __PRECACHE__: { url: string; revision: string | null }[];
/** Files of this build that are kept once they were used; each has its hash in its name. */
declare const __LATER__: string[];
export {};

const manifest = __PRECACHE__;
const scope = new URL(self.registration.scope);
/** Every Intab of an origin has caches of its own: the scope is in their names. */
const prefix = `intab ${scope.pathname} `;
const cacheName = prefix + fingerprint(JSON.stringify(manifest));
const later = new Set(__LATER__.map((url) => new URL(url, scope).href));
const page = new URL('index.html', scope).href;

/** Where other apps share files to (the manifest names it), and where they wait for the page. */
const shareTarget = new URL('share-target', scope).href;
const inbox = `intab-shared ${scope.pathname}`;

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'POST' && request.url === shareTarget) return event.respondWith(takeShared(request));
  if (request.method !== 'GET' || !request.url.startsWith(scope.href)) return;
  event.respondWith(answer(request));
});
self.addEventListener('message', (event) => {
  if (event.data === 'use-new-version') event.waitUntil(takeOverIfAlone());
});

/** Fetches what is new; files whose name holds their hash are taken over from an older version's cache. */
async function fill(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(
    manifest.map(async ({ url, revision }) => {
      const address = new URL(url, scope).href;
      const kept = revision === null ? await caches.match(address) : undefined;
      const response = kept ?? (await fetch(address, { cache: 'no-cache' }));
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      await cache.put(address, response);
    }),
  );
  for (const address of later) {
    const kept = await caches.match(address);
    if (kept) await cache.put(address, kept);
  }
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

/** A tab asked for the new version: only a tab without a sister may have it now. */
async function takeOverIfAlone(): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.length === 1) await self.skipWaiting();
  else for (const tab of tabs) tab.postMessage('other-tabs-open');
}

async function answer(request: Request): Promise<Response> {
  const address = new URL(request.url);
  address.search = '';
  address.hash = '';
  if (address.href === scope.href) address.href = page;
  const cache = await caches.open(cacheName);
  const response = (await cache.match(address.href)) ?? (await fetchFor(cache, address.href, request));
  const isolates = request.mode === 'navigate' || request.destination === 'worker';
  return isolates ? isolated(response) : response;
}

async function fetchFor(cache: Cache, address: string, request: Request): Promise<Response> {
  const response = await fetch(request);
  // What does not fit is fetched anew the next time.
  if (response.ok && later.has(address)) await cache.put(address, response.clone()).catch(() => {});
  return response;
}

/** Keeps files that another app shared until the page takes them, and opens the page. */
async function takeShared(request: Request): Promise<Response> {
  const files = (await request.formData()).getAll('files').filter((each) => each instanceof File);
  const cache = await caches.open(inbox);
  await Promise.all(
    files.map((file, at) =>
      cache.put(new URL(`shared/${at}/${encodeURIComponent(file.name)}`, scope), new Response(file)),
    ),
  );
  return Response.redirect(new URL('./?shared', scope).href, 303);
}

function isolated(response: Response): Response {
  if (response.status === 0 || response.redirected) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** Writes 53 bits of an FNV-like hash in base 36: enough to tell two builds apart. */
function fingerprint(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x1000193;
  for (let at = 0; at < text.length; at++) {
    high = Math.imul(high ^ text.charCodeAt(at), 0x01000193);
    low = Math.imul(low ^ text.charCodeAt(at), 0x85ebca6b);
  }
  return ((high >>> 0) * 0x200000 + (low >>> 11)).toString(36);
}
