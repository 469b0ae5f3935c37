/**
 * Lets Lighthouse judge the built page, as a desktop and as a phone, and writes docs/results/lighthouse.md:
 *
 *   npm run build && npm run lighthouse
 *
 * Lighthouse is fetched by npx when it is wanted, for it is larger than all else that the tests need. Fails below 95.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { StaticHost } from '../e2e/support/static-host';
import config from '../playwright.config';
import { type LighthouseResult, lighthouseReport, MINIMUM } from './lib/lighthouse-report';

/** The last one that runs on Node 20. */
const LIGHTHOUSE = 'lighthouse@12.8.2';

const root = join(import.meta.dirname, '..');
const { executablePath = chromium.executablePath(), args = [] } = config.use?.launchOptions ?? {};

const looks: Readonly<Record<string, readonly string[]>> = { desktop: ['--preset=desktop'], phone: [] };

const host = new StaticHost('/', true);
await host.plug();
const folder = await mkdtemp(join(tmpdir(), 'kiln-lighthouse-'));
try {
  const results: Record<string, LighthouseResult> = {};
  for (const [look, options] of Object.entries(looks)) {
    const file = join(folder, `${look}.json`);
    await promisify(execFile)(
      'npx',
      [
        '--yes',
        LIGHTHOUSE,
        host.url,
        '--output=json',
        `--output-path=${file}`,
        '--quiet',
        `--chrome-flags=--headless=new ${args.join(' ')}`,
        ...options,
      ],
      { env: { ...process.env, CHROME_PATH: executablePath }, timeout: 300_000 },
    );
    results[look] = JSON.parse(await readFile(file, 'utf8')) as LighthouseResult;
  }
  const { report, isGood } = lighthouseReport(results);
  await writeFile(join(root, 'docs/results/lighthouse.md'), report);
  console.log(report);
  if (!isGood) {
    console.error(`A score is below ${MINIMUM}.`);
    process.exitCode = 1;
  }
} finally {
  await host.unplug();
  await rm(folder, { recursive: true });
}
