import { env, LogLevel } from '@huggingface/transformers';
import ortWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { ModelFile } from '../contract/model/transformer-artifact.ts';

let folders = 0;

/**
 * Lets transformers.js read one folder from memory and fetch nothing at all. ONNX Runtime comes from this build's own file. A failed run is not written
 * to the console: it would print the texts. Gives the name by which the folder is loaded.
 */
export function serveFolder(files: readonly ModelFile[]): string {
  const name = `intab/${(folders += 1)}`;
  env.useCustomCache = true;
  env.customCache = {
    match(key: string) {
      const inside = key.split(`${name}/`)[1]?.replace(/^resolve\/main\//, '');
      const file = files.find(({ path }) => path === inside);
      const response = file && new Response(file.bytes, { headers: { 'content-length': String(file.bytes.length) } });
      return Promise.resolve(response);
    },
    put: () => Promise.resolve(),
  };
  env.useBrowserCache = false;
  // It would load code by a `blob:` address, which the page's policy forbids.
  env.useWasmCache = false;
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.fetch = () => Promise.resolve(new Response(null, { status: 404 }));
  env.logLevel = LogLevel.NONE;
  const { wasm } = env.backends.onnx;
  if (wasm) {
    wasm.wasmPaths = { wasm: new URL(ortWasm, import.meta.url).href };
    // Threads gain nothing on few cores, and need cross-origin isolation.
    wasm.numThreads = 1;
  }
  return name;
}
