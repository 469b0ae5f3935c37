import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { Hold } from './support/hold';
import { housePng } from './support/pictures';
import { StaticHost } from './support/static-host';
import { Studio } from './support/studio';

test.use({ viewport: { width: 640, height: 480 }, serviceWorkers: 'allow' });

let host: StaticHost;

test.beforeEach(async () => {
  host = new StaticHost('/some/where/kiln/');
  await host.plug();
});

test.afterEach(() => host.unplug());

/** The service worker of a build has everything and answers for the page. */
async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', null, {
    timeout: 90_000,
  });
}

const shells = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('kiln-shell')));

/** A release that differs in the page's title alone. */
function release(title: string): void {
  const change = (html: string) => html.replace('<title>Kiln</title>', `<title>${title}</title>`);
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
  host.edit('index.html', change);
  host.edit('service-worker.js', (script) => {
    const [, version] = script.match(/"([0-9a-f]{12})"/)!;
    return script
      .replace(version!, hashOf(title).slice(0, 12))
      .replace(/("index\.html":")[0-9a-f]{64}/, `$1${hashOf(change(page))}`);
  });
}

/** The built page. */
let page: string;

test.beforeAll(async () => {
  page = await readFile('dist/index.html', 'utf8');
});

test('after one visit to a plain host, everything works without a network', async ({ page }) => {
  const studio = new Studio(page);
  await page.goto(host.url);
  await studio.seesObject();
  await studio.modelIsReady();
  await isKept(page);
  // What cuts photos out follows last.
  await expect.poll(() => host.asked.some((path) => path.endsWith('cut-out.safetensors'))).toBe(true);
  await host.unplug();
  const before = host.asked.length;

  await page.reload();
  await studio.seesObject();
  await studio.modelIsReady();
  await studio.set('Steps', '2');
  await studio.make('a house');
  await studio.seesObject();
  // A model and code that the first visit did not use.
  await page.getByLabel('Photo files').setInputFiles(housePng('plain.png', { background: [226, 224, 219] }));
  await expect(page.getByRole('button', { name: 'Correct photo 1, plain.png, the front' })).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More formats, open a file' }).click();
  await page.getByRole('menuitem', { name: /^\.sog/ }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.sog$/);
  expect(host.asked.length).toBe(before);
});

test('a visit on which nobody does anything is kept too, model and all', async ({ page }) => {
  const studio = new Studio(page);
  await page.goto(host.url);
  await expect(studio.status).toHaveAccessibleName('kiln-s · WebAssembly', { timeout: 120_000 });
  await isKept(page);
  await host.unplug();
  await page.reload();
  await studio.seesObject();
  await studio.modelIsReady();
});

test('a new version is offered when nothing is being made, taken on request, and the old one goes', async ({
  page,
}) => {
  const studio = new Studio(page);
  await page.goto(host.url);
  await studio.modelIsReady();
  await isKept(page);
  const [first] = await shells(page);
  const offer = page.getByText('A new version is ready.');

  await studio.set('Steps', '4');
  const hold = await Hold.at(page, 2);
  await studio.ask('a house');
  await hold.isReached();
  release('Kiln, newer');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
  });
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null);
  await expect(studio.cancelButton).toBeVisible();
  await expect(offer).toBeHidden();
  await studio.cancelButton.click();
  await expect(offer).toBeVisible();
  await expect(page).toHaveTitle('Kiln');

  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(page).toHaveTitle('Kiln, newer');
  await studio.seesObject();
  await expect.poll(() => shells(page)).toHaveLength(1);
  expect(await shells(page)).not.toContain(first);
  await expect(offer).toBeHidden();

  await host.unplug();
  await page.reload();
  await expect(page).toHaveTitle('Kiln, newer');
  await studio.modelIsReady();
});

test('half a release is not taken', async ({ page }) => {
  const studio = new Studio(page);
  await page.goto(host.url);
  await studio.seesObject();
  await isKept(page);
  const [first] = await shells(page);
  release('Kiln, newer');
  // The page is still the old one.
  host.edit('index.html', (html) => html);
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise<ServiceWorker>((resolve) => {
      registration.addEventListener('updatefound', () => resolve(registration.installing!));
    });
    await registration.update().catch(() => {});
    const worker = await found;
    while (worker.state === 'installing') await new Promise((resolve) => setTimeout(resolve, 50));
    return worker.state;
  });
  expect(state).toBe('redundant');
  await page.reload();
  await expect(page).toHaveTitle('Kiln');
  await studio.seesObject();
  expect(await shells(page)).toContain(first);
});
