/** Stands in for the kernels' loader: without SIMD a network answers the same digits in plain float32, and the page is 50 KB smaller. */
export function hasBuild(): boolean {
  return false;
}

/** Is never called where there is no build. */
export function openKernel(): Promise<never> {
  return Promise.reject(new TypeError('this page has no kernels'));
}
