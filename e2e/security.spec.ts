import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { blankPng, housePng } from './support/pictures';
import { Studio } from './support/studio';

test.use({ viewport: { width: 800, height: 600 } });

/** Notes every breach of the page's content security policy: on the page itself, and in workers by what they log. */
async function recordBreaches(page: Page): Promise<() => Promise<string[]>> {
  const logged: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) logged.push(message.text());
  });
  await page.addInitScript(() => {
    const breaches: string[] = [];
    Object.assign(window, { breaches });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      breaches.push(`${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  return async () => [
    ...(await page.evaluate(() => (window as unknown as { breaches: string[] }).breaches)),
    ...logged,
  ];
}

test('nothing breaks the content security policy, and nothing is asked of another host', async ({
  page,
  baseURL,
}) => {
  const breaches = await recordBreaches(page);
  const foreign: string[] = [];
  const studio = new Studio(page);
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn =
      url.origin === new URL(baseURL!).origin || url.protocol === 'blob:' || url.protocol === 'data:';
    if (!isOwn) foreign.push(request.url());
  });
  await studio.open();
  await studio.seesObject();
  await studio.modelIsReady();

  // Lists, menus and dialogs bring styles of their own.
  await studio.status.click();
  await expect(page.getByRole('dialog', { name: 'What runs' })).toBeVisible();
  await page.keyboard.press('Escape');
  await studio.set('Steps', '2');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await studio.make('a house');
  await page.getByRole('radio', { name: 'Depth', exact: true }).click();

  for (const format of ['.sog', '.glb']) {
    await page.getByRole('button', { name: 'More formats, open a file' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: new RegExp(`^\\${format} `) }).click();
    const file = await (await saving).path();
    await page.getByLabel('Object file').setInputFiles({
      name: `again${format}`,
      mimeType: 'application/octet-stream',
      buffer: await readFile(file),
    });
    await expect(page.getByText(`Opened again${format}.`)).toBeAttached();
    await expect(studio.placard).toContainText('a house');
  }

  await page
    .getByLabel('Photo files')
    .setInputFiles([
      housePng('house.png', { background: [236, 235, 232] }),
      blankPng('wall.png', [120, 130, 140]),
    ]);
  for (const number of [1, 2]) {
    await expect(page.getByRole('button', { name: `Correct photo ${number}` })).toBeVisible();
  }

  expect(await breaches()).toEqual([]);
  expect(foreign).toEqual([]);
});

test('a script that is not the page’s own does not run', async ({ page }) => {
  const breaches = await recordBreaches(page);
  await new Studio(page).open();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.body.append(script);
    const image = new Image();
    image.src = 'https://elsewhere.invalid/pixel.png';
    return fetch('https://elsewhere.invalid/').catch(() => {});
  });
  for (const breach of [
    /script-src.*inline/,
    /connect-src https:\/\/elsewhere\.invalid/,
    /img-src https:\/\/elsewhere\.invalid/,
  ]) {
    await expect.poll(async () => (await breaches()).join('\n')).toMatch(breach);
  }
  await expect(page).toHaveTitle('Kiln');
});
