import { defineConfig } from '@playwright/test';
import { findChromium } from './test/chromium.mjs';
import { built } from './test/e2e/static-server.ts';

const port = Number(process.env.PORT ?? 4173);
const executablePath = findChromium() ?? undefined;

/** Drives the production build (DIST: another folder than `dist`) in the system's Chromium. */
export default defineConfig({
  testDir: 'test/e2e',
  // A test waits for what it expects, as long as a busy machine needs.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `npx --no-install vite preview --port ${port} --outDir ${built}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 120_000,
    env: { PORT: String(port) },
  },
});
