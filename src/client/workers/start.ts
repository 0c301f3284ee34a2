/**
 * Starts a module worker that inherits this page's Content-Security-Policy: from a `blob:` that imports the real address
 * (a worker loaded straight from a URL does not inherit a page's meta policy).
 */
export function startConfinedWorker(address: string, name: string): Worker {
  const url = new URL(address, location.href).href;
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' }));
  const worker = new Worker(blob, { type: 'module', name });
  // The blob must live until the worker has fetched it; its first message proves that.
  worker.addEventListener('message', () => URL.revokeObjectURL(blob), { once: true });
  return worker;
}

/**
 * Starts a module worker straight from its address, so that it is free of the page's policy and may reach other origins.
 * Where Intab is imported from another origin a browser allows only the `blob:` way; then the page's policy rules.
 */
export function startNetworkWorker(address: string, name: string): Worker {
  const url = new URL(address, location.href);
  return url.origin === location.origin
    ? new Worker(url, { type: 'module', name })
    : startConfinedWorker(address, name);
}
