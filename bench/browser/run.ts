import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import browserConfig from '../../playwright.config';
import type { Result } from '../measure';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The step benchmark in Chromium, served as the studio is in development. */
export async function benchInBrowser(model: string, emit: (result: Result) => void): Promise<void> {
  const server = await createServer({
    root: ROOT,
    configFile: `${ROOT}vite.config.ts`,
    // Its own cache: a development server may be running beside it.
    cacheDir: 'node_modules/.vite-bench',
    optimizeDeps: { entries: ['bench/browser/index.html', 'bench/browser/worker.ts'] },
    server: { host: '127.0.0.1', port: 0, hmr: false },
    logLevel: 'error',
  });
  await server.listen();
  const browser = await chromium.launch(browserConfig.use?.launchOptions);
  try {
    const page = await browser.newPage();
    await page.goto(new URL('/bench/browser/', server.resolvedUrls!.local[0]).href);
    await page.waitForFunction(() => 'kilnBenchStep' in globalThis);
    for (const backend of ['wasm', 'webgpu'] as const) {
      const result = await page.evaluate(([backend, model]) => globalThis.kilnBenchStep(backend, model), [
        backend,
        model,
      ] as const);
      emit({ ...result, model, host: `Chromium ${browser.version()}` });
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
