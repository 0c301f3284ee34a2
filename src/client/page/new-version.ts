/** What the page may say of a newer version: it waits, or it waits for other tabs of the app to close. */
export type NewVersion = 'waiting' | 'other-tabs-open';

/**
 * Registers the service worker, so that the app opens without a network from the second visit on, and tells when a newer
 * version waits. Nothing is replaced under a running tab.
 */
export async function watchForNewVersion(notify: (state: NewVersion) => void): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container || import.meta.env.DEV) return;
  container.addEventListener('message', (event) => {
    if (event.data === 'other-tabs-open') notify('other-tabs-open');
  });
  const registration = await container.register('./service-worker.js');
  if (registration.waiting && container.controller) notify('waiting');
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && container.controller) notify('waiting');
    });
  });
}

/** Asks for the newer version now; the page reloads with it, unless other tabs of the app are open. Call it only while nothing runs. */
export async function takeNewVersion(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration?.waiting?.postMessage('use-new-version');
}
