/** Lets the page answer what waits: input first, then drawing. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
