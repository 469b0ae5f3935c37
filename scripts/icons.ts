/**
 * Draws the icons of an installed Kiln from public/icon.svg:
 *
 *   npm run icons
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import config from '../playwright.config';

const site = join(import.meta.dirname, '../public');
const icon = await readFile(join(site, 'icon.svg'), 'utf8');
/** The icon's ground reaches every edge, and the mark stays in the middle 80 % that no mask cuts into. */
const maskable = icon
  .replace('viewBox="0 0 32 32"', 'viewBox="-6 -6 44 44"')
  .replace(/<rect[^>]*fill="(#\w+)"[^>]*>/, '<rect x="-6" y="-6" width="44" height="44" fill="$1" />');

const browser = await chromium.launch(config.use?.launchOptions);
try {
  await mkdir(join(site, 'icons'), { recursive: true });
  const page = await browser.newPage();
  for (const [name, size, svg] of [
    ['icon-192', 192, icon],
    ['icon-512', 512, icon],
    ['maskable-512', 512, maskable],
  ] as const) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`);
    await page.screenshot({ path: join(site, 'icons', `${name}.png`), omitBackground: true });
    console.log(`${name}.png`);
  }
} finally {
  await browser.close();
}
