import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

// Where Playwright may download, its own Chromium is used; Debian's has a fixed place.
const debian = '/usr/bin/chromium';
const executablePath = process.env.KILN_CHROMIUM ?? (existsSync(debian) ? debian : undefined);
const port = Number(process.env.KILN_PORT ?? 4199);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/e2e',
  // What a busy machine may need, not what is usual: who waits for what comes waits no longer for these.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // Each page runs a network and a software renderer: more than one at a time only slows all.
  workers: 1,
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 800, height: 500 },
    // Only e2e/offline.spec.ts lets it in: what a service worker answers passes by a test's own routes.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--enable-unsafe-webgpu',
        // Debian's build of Chromium otherwise talks to its vendor's servers in the background.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-default-apps',
        '--disable-domain-reliability',
        '--disable-sync',
        '--disable-features=OptimizationHints,MediaRouter,Translate,InterestFeedContentSuggestions',
        '--metrics-recording-only',
        '--no-first-run',
        '--no-pings',
      ],
    },
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --strictPort --port ${port}`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});
