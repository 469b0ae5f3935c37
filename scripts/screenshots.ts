/**
 * Renews the pictures of the studio in docs/results, desktop and phone, with the real model in a real browser:
 *
 *   npm run build && npm run screenshots
 */
import { join } from 'node:path';
import { chromium, devices, type Page } from '@playwright/test';
import { preview } from 'vite';
import { Studio } from '../e2e/support/studio';
import config from '../playwright.config';

const root = join(import.meta.dirname, '..');
const results = join(root, 'docs/results');

const server = await preview({ root, preview: { port: 4207, strictPort: false }, logLevel: 'warn' });
const address = server.resolvedUrls!.local[0]!;
const browser = await chromium.launch(config.use?.launchOptions);

/** Ways to look at the studio: a wide window in the dark, a phone by day. */
const looks = {
  desktop: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  phone: {
    ...devices['iPhone 13'],
    defaultBrowserType: undefined,
    deviceScaleFactor: 2,
    colorScheme: 'light',
  },
} as const;

try {
  for (const [name, look] of Object.entries(looks)) {
    const context = await browser.newContext({ ...look, baseURL: address });
    const page = await context.newPage();
    const studio = new Studio(page);
    const shoot: Shoot = async (state) => {
      await page.screenshot({ path: join(results, `studio-${name}-${state}.png`) });
      console.log(`studio-${name}-${state}.png`);
    };
    await fromWords(page, studio, shoot);
    await fromPhoto(page, studio, shoot);
    await withoutModel(page, studio, shoot);
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}

type Shoot = (state: string) => Promise<void>;

async function fromWords(page: Page, studio: Studio, shoot: Shoot): Promise<void> {
  // The finer model, as with a graphics processor; here each of its steps takes seconds.
  await studio.open('?model=kiln-b');
  await studio.seesObject();
  await studio.modelIsReady('WebAssembly', 'kiln-b');
  await shoot('first-visit');
  await studio.set('Seed', '3');
  await studio.advancedButton.click();
  await studio.ask('a castle on a hill');
  await page.getByText(/^Step ([6-9]|1\d) of/).waitFor({ timeout: 300_000 });
  await shoot('condensing');
  await studio.isFinished(300_000);
  await shoot('done');
  await page.getByRole('radio', { name: 'Depth', exact: true }).click();
  await page.waitForTimeout(1500); // the next frames are drawn on the processor
  await shoot('depth');
  await page.getByRole('radio', { name: 'Normals' }).click();
  await page.waitForTimeout(1500);
  await shoot('normals');
  await page.getByRole('radio', { name: 'Colour and depth' }).click();
  await page.waitForTimeout(2500);
  await shoot('colour-depth');
  await page.getByRole('radio', { name: 'Colour', exact: true }).click();
  await page.getByRole('button', { name: 'More formats, open a file' }).click();
  await page.getByRole('menuitem', { name: 'Picture, turntable or views' }).click();
  await page.getByRole('radio', { name: 'Turntable' }).click();
  await page.waitForTimeout(1500);
  await shoot('pictures');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Library/ }).click();
  await page.getByRole('button', { name: 'Open a castle on a hill' }).waitFor();
  await page.waitForTimeout(1500);
  await shoot('library');
  await page.keyboard.press('Escape');
  await studio.prompt.fill('a cast');
  await page.getByRole('listbox', { name: 'Known things' }).getByRole('option').first().waitFor();
  await shoot('known-things');
  await page.keyboard.press('Escape');
  await studio.status.click();
  await shoot('model');
  await page.getByRole('combobox', { name: 'Model' }).selectOption('kiln-s');
  await studio.modelIsReady();
  await page.keyboard.press('Escape');
  await studio.set('Steps', '12');
  await page.getByRole('combobox', { name: 'Variations' }).selectOption('4');
  await studio.advancedButton.click();
  await studio.ask('a castle on a hill');
  await page.getByText(/^Variation 4 of 4 · step [4-9]/).waitFor({ timeout: 300_000 });
  await shoot('variations');
  await page.getByText(/variations of .* are finished/).waitFor({ timeout: 300_000 });
  await page.getByRole('button', { name: /^Variation 2/ }).click();
  await page.getByRole('button', { name: 'How it works' }).click();
  await page.getByText(/^Step [3-4] of 28/).waitFor();
  await shoot('how-it-works');
  await studio.cancelButton.click();
  const shortcuts = page.getByRole('button', { name: 'Keyboard shortcuts' });
  // A phone has no keys.
  if (await shortcuts.isHidden()) return;
  await shortcuts.click();
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  await shoot('shortcuts');
  await page.keyboard.press('Escape');
}

async function fromPhoto(page: Page, studio: Studio, shoot: Shoot): Promise<void> {
  await studio.open();
  await studio.modelIsReady();
  await page.getByLabel('Photo files').setInputFiles(join(results, 'photos/house.png'));
  const tile = page.getByRole('button', { name: 'Correct photo 1' });
  await tile.waitFor();
  await studio.advancedButton.click();
  await shoot('photo-settings');
  await studio.advancedButton.click();
  await tile.click();
  const editor = page.getByRole('dialog', { name: 'Photo 1' });
  await editor.locator('figure canvas').waitFor();
  await shoot('photo-editor');
  await editor.getByRole('button', { name: 'Done' }).click();
  await studio.generateButton.click();
  await studio.isFinished(300_000);
  await shoot('photo-done');
  await page.getByRole('button', { name: 'Compare with the photo' }).click();
  const comparison = page.getByRole('dialog', { name: 'Photo and object' });
  await comparison.locator('.comparison-outline').waitFor();
  await comparison.getByRole('img', { name: 'From around' }).locator('canvas').first().waitFor();
  await shoot('comparison');
}

async function withoutModel(page: Page, studio: Studio, shoot: Shoot): Promise<void> {
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.route('**/models/**', (route) => route.abort());
  await studio.open();
  await studio.seesObject();
  await studio.alert.waitFor();
  await shoot('error');
}
