import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

/** The file names that other pages rely on; every other chunk has its hash in its name. */
const entries: Record<string, string> = { intab: 'intab.js' };

export default defineConfig({
  root: 'src',
  publicDir: '../public',
  base: './',
  // No fallback page: a missing file answers 404, never HTML.
  appType: 'mpa',
  define: { __VERSION__: JSON.stringify(packageJson.version) },
  plugins: [svelte(), predictor(), serviceWorker()],
  worker: { format: 'es' },
  // transformers.js asks for a build of ONNX Runtime with WebGPU, of twice the size; on the CPU the plain one does the same.
  resolve: { alias: [{ find: 'onnxruntime-web/webgpu', replacement: 'onnxruntime-web/wasm' }] },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { index: 'src/index.html', intab: 'src/client/intab.ts' },
      preserveEntrySignatures: 'exports-only',
      output: { entryFileNames: ({ name }) => entries[name] ?? 'assets/[name]-[hash].js' },
    },
  },
  preview: { port: Number(process.env.PORT ?? 4173), strictPort: true },
  test: {
    root: '.',
    dir: 'test',
    include: ['**/*.test.ts'],
    exclude: ['e2e/**', 'node_modules/**'],
    testTimeout: 60_000,
    reporters: ['default', './test/left-out.ts'],
  },
});

/**
 * Builds src/predictor as one script for the pages that predict, which hold it and work without this app. It asks its own calls instead of the
 * client's, and reads what needs no library.
 */
function predictor(): Plugin {
  return {
    name: 'predictor',
    apply: 'build',
    async closeBundle() {
      const { root, build: options } = this.environment.config;
      const at = (path: string) => resolve(root, 'predictor', path);
      const instead: [RegExp, string][] = [
        [/\/client\/calls\.ts$/, at('calls.ts')],
        [/\/adapters\/catalog\.ts$/, at('catalog.ts')],
        [/\/wire\.ts$/, at('left-out.ts')],
        [/\/kernels\/load\.ts$|^\.\/load\.ts$/, at('kernels.ts')],
        [/\/locales\/en\/messages\.ts$/, resolve(root, 'locales/en/exported-page.ts')],
        [/\/(sheetjs|read-parquet)\.ts$/, at('csv-only.ts')],
      ];
      /** Families that never run in a page, and how a new model is described. */
      const leftOut = /^\.\/(chat|transformer|causal-lm)\/[a-z-]+-predictor\.ts$|-describe\.ts$/;
      await build({
        configFile: false,
        root,
        publicDir: false,
        logLevel: 'warn',
        define: { __VERSION__: JSON.stringify(packageJson.version) },
        plugins: [
          {
            name: 'instead',
            enforce: 'pre',
            resolveId(address, importer = '') {
              if (/\/models\/families\.ts$/.test(importer) && leftOut.test(address)) return at('left-out.ts');
              return instead.find(([pattern]) => pattern.test(address))?.[1];
            },
          },
          svelte({ configFile: false, emitCss: false, compilerOptions: { css: 'injected' } }),
        ],
        build: {
          outDir: resolve(root, options.outDir),
          emptyOutDir: false,
          target: 'es2023',
          rolldownOptions: {
            input: at('main.ts'),
            // The forms that are left out.
            shimMissingExports: true,
            output: { format: 'iife', entryFileNames: 'predictor.js', codeSplitting: false },
          },
        },
      });
    },
  };
}

/** What few visits need and is large: the service worker keeps it once it was used. */
const later = /^assets\/ort-wasm[^/]*\.wasm$/;

/**
 * Builds src/service-worker.ts after everything else, with the list of what it keeps: each built file and its revision, null where the
 * name itself holds the content's hash.
 */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async closeBundle() {
      const { root, build: options } = this.environment.config;
      const folder = resolve(root, options.outDir);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => resolve(entry.parentPath, entry.name))
        .sort()
        .map((path) => {
          const url = relative(folder, path).split(sep).join('/');
          const hash = () => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
          return { url, revision: url.startsWith('assets/') ? null : hash() };
        });
      await build({
        configFile: false,
        root,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __PRECACHE__: JSON.stringify(files.filter(({ url }) => !later.test(url) && !url.startsWith('screenshots/'))),
          __LATER__: JSON.stringify(files.flatMap(({ url }) => (later.test(url) ? [url] : []))),
        },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: 'es2023',
          rolldownOptions: {
            input: resolve(root, 'service-worker.ts'),
            output: { format: 'iife', entryFileNames: 'service-worker.js' },
          },
        },
      });
    },
  };
}
