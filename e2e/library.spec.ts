import { readFile, writeFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { Hold } from './support/hold';
import { LibraryPanel } from './support/library-panel';
import { LongWaits } from './support/long-waits';
import { readWithSplatTransform } from './support/splat-file';
import { Studio } from './support/studio';

test.use({ viewport: { width: 800, height: 560 } });

const STEPS = '2';
/** After so long, milliseconds, what was deleted cannot be taken back any more. */
const UNDO_FOR = 12_000;

async function makeOne(page: Page, prompt: string): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open();
  await studio.modelIsReady();
  await studio.set('Steps', STEPS);
  await studio.advancedButton.click();
  await studio.make(prompt);
  return studio;
}

test('what was made is there after a reload, can be opened, renamed, found, deleted and taken back', async ({
  page,
}) => {
  const studio = await makeOne(page, 'a castle on a hill');
  const library = new LibraryPanel(page);
  // The last step is drawn a moment after it is announced.
  await expect(studio.view).toHaveAttribute('data-step', STEPS);
  const splats = await studio.view.getAttribute('data-splats');

  await test.step('a card appears, with a picture of the object, and survives a reload', async () => {
    await library.open();
    await expect(library.face('a castle on a hill')).toBeVisible();
    await page.reload();
    await studio.seesObject();
    await library.open();
    const picture = library.face('a castle on a hill').locator('img');
    // Transparent at the corner, and not all of one colour.
    await expect(async () => {
      const { width, corner, colors } = await picture.evaluate((image: HTMLImageElement) => {
        const context = new OffscreenCanvas(256, 256).getContext('2d')!;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, 256, 256);
        const colors = new Set(new Uint32Array(data.buffer)).size;
        return { width: image.naturalWidth, corner: data[3], colors };
      });
      expect({ width, corner }).toEqual({ width: 256, corner: 0 });
      expect(colors).toBeGreaterThan(500);
    }).toPass({ timeout: 60_000 });
  });

  await test.step('opened, object and settings are back', async () => {
    await library.face('a castle on a hill').click();
    await expect(studio.placard).toContainText(`${STEPS} steps`.replace(' ', '\u00a0'));
    await expect(studio.view).toHaveAttribute('data-splats', splats!);
    await expect(studio.prompt).toHaveValue('a castle on a hill');
    await expect(library.face('a castle on a hill')).toHaveAttribute('aria-current', 'true');
  });

  await test.step('it gets a name, by which and by its prompt it is found', async () => {
    await library.rename('a castle on a hill', 'Schloß  Über');
    await expect(library.face('Schloß Über')).toBeVisible();
    await expect(studio.placard).toContainText('Schloß Über');
    await library.search.fill('uber');
    await expect(library.cards).toHaveCount(1);
    await library.search.fill('HILL castle');
    await expect(library.cards).toHaveCount(1);
    await library.search.fill('boat');
    await expect(library.panel).toContainText('Nothing is called “boat”.');
    await library.search.press('Escape');
    await expect(library.cards).toHaveCount(1);
  });

  await test.step('deleted, it can be taken back by keyboard; later it is gone for good', async () => {
    const waits = await LongWaits.hold(page, UNDO_FOR);
    await library.choose('Schloß Über', /Delete/);
    await expect(library.undo).toBeFocused();
    await expect(library.cards).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(library.face('Schloß Über')).toBeVisible();
    await library.choose('Schloß Über', /Delete/);
    await expect(library.undo).toBeVisible();
    await waits.end();
    await expect(library.undo).toBeHidden();
    await page.reload();
    await studio.seesObject();
    await library.open();
    await expect(library.panel).toContainText('Nothing here yet.');
  });

  await test.step('Escape closes it and gives the focus back', async () => {
    await page.keyboard.press('Escape');
    await expect(library.panel).toBeHidden();
    await expect(library.button).toBeFocused();
  });
});

test('two tabs see each other, and the library travels as a file', async ({ page, context }, testInfo) => {
  await makeOne(page, 'a red house');
  const library = new LibraryPanel(page);
  await library.open();
  await expect(library.cards).toHaveCount(1);
  const second = await context.newPage();
  await new Studio(second).open();
  const other = new LibraryPanel(second);
  await other.open();

  await test.step('a change in one is a change in both', async () => {
    await other.rename('a red house', 'Home');
    await expect(library.face('Home')).toBeVisible();
  });

  const exported = await test.step('exported, other programs read it', async () => {
    const downloading = page.waitForEvent('download');
    await library.panel.getByRole('button', { name: 'Export all' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^kiln-library-\d{4}-\d\d-\d\d\.zip$/);
    const path = testInfo.outputPath('library.zip');
    await download.saveAs(path);
    const bytes = await readFile(path);
    const entries = unzipSync(bytes);
    const manifest = JSON.parse(new TextDecoder().decode(entries['manifest.json']));
    expect(manifest).toMatchObject({ format: 'kiln-library', version: 1, objects: [{ name: 'Home' }] });
    const ply = testInfo.outputPath('inside.ply');
    await writeFile(ply, entries[manifest.objects[0].splats]!);
    const rows = await readWithSplatTransform(ply, testInfo.outputPath('inside.csv'));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.every((row) => Object.values(row).every(Number.isFinite))).toBe(true);
    return bytes;
  });

  await test.step('deleted here, it is gone there; imported there, it is here', async () => {
    const waits = await LongWaits.hold(page, UNDO_FOR);
    await library.choose('Home', /Delete/);
    await expect(other.cards).toHaveCount(0);
    await expect(library.undo).toBeVisible();
    await waits.end();
    await expect(library.undo).toBeHidden();
    await expect.poll(() => library.countKept()).toBe(0);
    await other.import({ name: 'library.zip', buffer: exported });
    await expect(other.panel).toContainText('Imported one object.');
    await expect(library.face('Home')).toBeVisible();
    await library.import({ name: 'library.zip', buffer: exported });
    await expect(library.panel).toContainText('Imported 0 objects. Here already: one object.');
    await expect(library.cards).toHaveCount(1);
  });

  await test.step('damaged files are refused in words', async () => {
    const alert = library.panel.getByRole('alert');
    for (const file of [
      { name: 'cut.zip', buffer: exported.subarray(0, exported.length - 30) },
      { name: 'not.zip', buffer: Buffer.from('not a zip') },
    ]) {
      await library.import(file);
      await expect(alert).toContainText('damaged or cut short');
      await alert.getByRole('button', { name: 'Dismiss' }).click();
      await expect(alert).toBeHidden();
    }
  });

  await test.step('a newer Kiln may take the library over', async () => {
    await second.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.open('kiln-library', 99).onsuccess = resolve;
        }),
    );
    await library.rename('Home', 'Too late');
    await expect(library.panel.getByRole('alert')).toContainText('newer Kiln');
  });
});

test('a generation whose tab was closed is offered again', async ({ page, context }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.modelIsReady();
  await studio.set('Steps', '4');
  await studio.set('Seed', '77');
  const hold = await Hold.at(page, 2);
  await studio.ask('a pine tree');
  await hold.isReached();
  const next = await context.newPage();
  const again = new Studio(next);
  await again.open();
  const library = new LibraryPanel(next);
  // It runs in the other tab.
  await expect.poll(() => library.countKept()).toBe(1);
  await expect(library.button).toHaveAccessibleName('Library');
  await page.close();
  // The browser may need a moment to see that nobody holds it any more.
  await expect.poll(() => next.evaluate(async () => (await navigator.locks.query()).held!.length)).toBe(0);
  await library.open();
  await expect(library.button).toHaveAccessibleName('Library, 1 interrupted');
  const holdAgain = await Hold.at(next, 2);
  await library.panel.getByRole('button', { name: 'Generate a pine tree again' }).click();
  await holdAgain.isReached();
  await expect(again.prompt).toHaveValue('a pine tree');
  await expect(library.cards).toHaveCount(0);
  await next.keyboard.press('Escape');
  await expect(library.panel).toBeHidden();
  await again.advancedButton.click();
  await expect(next.getByRole('textbox', { name: 'Seed', exact: true })).toHaveValue('77');
  // The new one is noted in place of the old one, and forgotten when it is cancelled.
  await expect.poll(() => library.countKept()).toBe(1);
  await again.cancelButton.click();
  await expect.poll(() => library.countKept()).toBe(0);
  await next.reload();
  await again.seesObject();
  await library.open();
  await expect(library.panel).toContainText('Nothing here yet.');
  await expect(library.button).toHaveAccessibleName('Library');
});

test('on a full disk the object stays on the stage, and is kept once there is room', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.modelIsReady();
  const library = new LibraryPanel(page);
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await studio.set('Steps', STEPS);
  await studio.ask('a race car');
  await studio.isFinished();
  await expect(studio.alert).toContainText('stays on the stage');
  await expect(studio.alert).toContainText('is used up');
  await expect(studio.placard).toContainText('a race car');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await studio.alert.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.alert).toBeHidden();
  await library.open();
  await expect(library.face('a race car')).toBeVisible();
});

test('without storage everything else works, and the library says why it is empty', async ({ page }) => {
  // As browsers do where a person has switched storage off.
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  const studio = await makeOne(page, 'a red house');
  await expect(studio.alert).toBeHidden();
  const library = new LibraryPanel(page);
  await library.open();
  await expect(library.panel.getByRole('alert')).toContainText('Save objects as files');
});
