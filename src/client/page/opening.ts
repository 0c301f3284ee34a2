import { home } from './home.ts';

/** Where the service worker puts files that another app shared; one for each Intab of an origin. */
const inbox = `intab-shared ${home}`;

/** Gives the files that another app shared with the installed app, once. */
export async function takeShared(): Promise<File[]> {
  if (takeQuery('shared') === null) return [];
  const cache = await caches.open(inbox);
  const files = await Promise.all(
    (await cache.keys()).map(async (request) => {
      const response = await cache.match(request);
      const name = decodeURIComponent(new URL(request.url).pathname.split('/').at(-1) ?? '');
      return response && new File([await response.blob()], name);
    }),
  );
  await caches.delete(inbox);
  return files.filter((file) => file !== undefined);
}

/** Gives the address of the model that a link asks to open, and takes it out of the address bar: its own query may be a secret. */
export function takeLink(): string | null {
  return takeQuery('model');
}

function takeQuery(name: string): string | null {
  const url = new URL(location.href);
  const value = url.searchParams.get(name);
  if (value === null) return null;
  url.searchParams.delete(name);
  history.replaceState(history.state, '', url);
  return value;
}
