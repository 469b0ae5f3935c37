/**
 * Makes many objects in one page and writes down what the memory does, in docs/results/soak.md:
 *
 *   npm run build && npm run soak -- --generations 200
 *
 * Fails where the memory of the second half grows.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CDPSession, chromium } from '@playwright/test';
import { preview } from 'vite';
import { Studio } from '../e2e/support/studio';
import config from '../playwright.config';
import { flatness, type Sample, soakReport } from './lib/soak-report';

const root = join(import.meta.dirname, '..');

const { values } = parseArgs({
  options: {
    generations: { type: 'string', default: '200' },
    steps: { type: 'string', default: '3' },
    every: { type: 'string', default: '10' },
  },
});
const [generations, steps, every] = [values.generations, values.steps, values.every].map(Number) as [
  number,
  number,
  number,
];

/** What a page may measure of itself and of its workers, it may measure only alone in its process. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const server = await preview({
  root,
  preview: { port: 4207, strictPort: false, headers: isolation },
  logLevel: 'warn',
});
const browser = await chromium.launch(config.use?.launchOptions);

/** All that a sample holds, after a collection. */
async function measure(session: CDPSession): Promise<Omit<Sample, 'made'>> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'performance.measureUserAgentSpecificMemory().then(({ bytes }) => bytes)',
    awaitPromise: true,
    returnByValue: true,
  });
  return { page: usedSize, all: result.value as number, resident: await residentBytes() };
}

/** Of the largest of the browser's processes that run pages. */
async function residentBytes(): Promise<number> {
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  await system.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(async ({ id }) => {
      // Linux alone tells it in a file; elsewhere the column stays empty.
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
      return 1024 * Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0);
    });
  return Math.max(...(await Promise.all(sizes)));
}

try {
  const context = await browser.newContext({
    viewport: { width: 640, height: 400 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const studio = new Studio(page);
  const session = await context.newCDPSession(page);
  await page.goto(server.resolvedUrls!.local[0]!);
  await studio.modelIsReady();
  await studio.set('Steps', String(steps));
  const samples: Sample[] = [];
  for (let made = 1; made <= generations; made++) {
    await studio.set('Seed', String(made));
    await studio.make(made % 2 ? 'a house' : 'a red car');
    if (made % every === 0) {
      samples.push({ made, ...(await measure(session)) });
      console.log(JSON.stringify(samples.at(-1)));
    }
  }
  const results = join(root, 'docs/results');
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'soak.md'), soakReport(samples, steps));
  const { isFlat, text } = flatness(samples);
  console.log(text);
  if (!isFlat) process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}
