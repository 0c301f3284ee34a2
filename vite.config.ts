import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

export default defineConfig({
  root: 'src',
  publicDir: '../public',
  base: './',
  // No fallback page: a missing file answers 404, never HTML.
  appType: 'mpa',
  define: { __VERSION__: JSON.stringify(packageJson.version) },
  plugins: [svelte()],
  worker: { format: 'es', plugins: () => [] },
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4000 },
  preview: { port: Number(process.env.PORT ?? 4173), strictPort: true },
  test: {
    root: '.',
    dir: 'test',
    include: ['**/*.test.ts'],
    exclude: ['e2e/**', 'node_modules/**'],
    testTimeout: 60_000,
  },
});
