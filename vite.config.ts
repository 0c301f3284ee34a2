import { svelte } from '@sveltejs/vite-plugin-svelte';
import { VitePWA } from 'vite-plugin-pwa';
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
  plugins: [
    svelte(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,wasm,png,svg,csv,webmanifest}'],
        maximumFileSizeToCacheInBytes: 20_000_000,
        rollupFormat: 'iife',
      },
    }),
  ],
  worker: { format: 'es' },
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
  test: { root: '.', dir: 'test', include: ['**/*.test.ts'], exclude: ['e2e/**', 'node_modules/**'], testTimeout: 60_000 },
});
