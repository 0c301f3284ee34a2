import { defineConfig } from '@playwright/test';
import { findChromium } from './test/chromium.mjs';
import { built } from './test/e2e/static-server.ts';

const port = Number(process.env.PORT ?? 4173);
const executablePath = findChromium() ?? undefined;

/** Drives the production build (DIST: another folder than `dist`) in the system's Chromium. */
export default defineConfig({
  testDir: 'test/e2e',
  timeout: 90_000,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    actionTimeout: 20_000,
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
    env: { PORT: String(port) },
  },
});
