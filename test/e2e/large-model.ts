import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** The model file that `makeLargeModel` made. */
    large: File;
  }
}

/** Trains a network of at least `megabytes` for one epoch and keeps its model file as `window.large`. */
export function makeLargeModel(page: Page, megabytes: number): Promise<{ bytes: number; sha256: string }> {
  // Two hidden layers of this width have its square of float32 weights between them.
  const width = Math.ceil(Math.sqrt((megabytes * 2 ** 20) / 4)) || 1;
  return page.evaluate(async (units) => {
    const text = `a,target\n${Array.from({ length: 40 }, (_, i) => `${i},${2 * i}\n`).join('')}`;
    const { modelId } = await window.intab.trainPipeline({
      datasetFiles: [new File([text], 'a.csv')],
      modelType: 'dnn',
      modelParams: { hidden_layer_sizes: [units, units], max_iter: 1 },
      engine: 'simd',
    });
    window.large = await window.intab.models.exportFile(modelId);
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await window.large.arrayBuffer()));
    return { bytes: window.large.size, sha256: [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
  }, width);
}
