import { readFile, writeFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { fileChooser } from './support/file-chooser';
import { Studio } from './support/studio';

test.use({ viewport: { width: 640, height: 440 } });

const FORMATS = ['.ply', '.compressed.ply', '.sog', '.spz', '.splat', '.splats.glb', '.glb', '.obj'] as const;

/** What the studio's sample object is made of. */
const SAMPLE = /seed\s\d+/;

async function chooseFormat(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More formats, open a file' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${name.replaceAll('.', '\\.')} `) }).click();
}

async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name));
      return transfer;
    },
    { name, base64: Buffer.from(bytes).toString('base64') },
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('each format is saved, and opened again it brings back object, prompt and settings', async ({
  page,
}, testInfo) => {
  test.setTimeout(600_000);
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  await expect(studio.placard).toContainText(SAMPLE);
  const title = await studio.placard.locator('.placard-title').textContent();

  const count = await studio.view.getAttribute('data-splats');

  const saved = new Map<string, string>();
  for (const format of FORMATS) {
    await test.step(`save ${format}`, async () => {
      const downloading = page.waitForEvent('download', { timeout: 120_000 });
      await chooseFormat(page, format);
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(
        new RegExp(`^kiln-.*\\d${format.replaceAll('.', '\\.')}$`),
      );
      const path = testInfo.outputPath(download.suggestedFilename());
      await download.saveAs(path);
      saved.set(format, path);
      await expect(page.getByRole('button', { name: `Save ${format}`, exact: true })).toBeVisible();
    });
  }

  for (const [format, path] of saved) {
    await test.step(`open ${format}`, async () => {
      await studio.prompt.fill('something else');
      await dropFile(page, path.split('/').at(-1)!, await readFile(path));
      if (format === '.splat') {
        await expect(studio.placard).toContainText('.splat', { timeout: 60_000 });
        return;
      }
      await expect(studio.prompt).toHaveValue(title!, { timeout: 60_000 });
      await expect(studio.placard).toContainText(title!);
    });
  }

  await test.step('what was opened is on the screen', async () => {
    await dropFile(page, 'again.ply', await readFile(saved.get('.ply')!));
    await expect(studio.view).toHaveAttribute('data-splats', count!, { timeout: 60_000 });
  });

  await test.step('the last choice is remembered', async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: 'Save .obj', exact: true })).toBeVisible();
  });
});

test('damaged and strange files are refused in words, and the page lives on', async ({ page }, testInfo) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save .ply' }).click();
  const path = testInfo.outputPath('good.ply');
  await (await downloading).saveAs(path);
  const good = await readFile(path);
  const nan = Buffer.from(good);
  nan.writeFloatLE(Number.NaN, good.length - 68);
  const claims =
    'ply\nformat binary_little_endian 1.0\nelement vertex 999999999\nproperty float x\nend_header\n';

  for (const [name, bytes, message] of [
    ['cut.ply', good.subarray(0, good.length / 2), /cut short/],
    ['nan.ply', nan, /is NaN/],
    ['empty.spz', Buffer.alloc(0), /is empty/],
    ['count.ply', Buffer.from(claims), /cut short/],
    ['letter.glb', Buffer.from('Dear reader,'), /damaged, or not what its name says/],
    [
      'far.gltf',
      Buffer.from('{"asset":{"version":"2.0"},"buffers":[{"byteLength":4,"uri":"a.bin"}]}'),
      /one \.glb/,
    ],
    ['none.obj', Buffer.from('v 0 0 0\n'), /holds no surface/],
  ] as const) {
    await test.step(name, async () => {
      await dropFile(page, name, bytes);
      await expect(studio.alert).toContainText(message);
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await expect(studio.alert).toBeHidden();
    });
  }
  await expect(studio.placard).toContainText(SAMPLE);
});

test('the menu works by keyboard, and a file can be chosen', async ({ page }, testInfo) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  const more = page.getByRole('button', { name: 'More formats, open a file' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const chooser = await fileChooser(page, () =>
    page.getByRole('menuitem', { name: 'Open a file' }).press('Enter'),
  );
  const path = testInfo.outputPath('triangle.obj');
  await writeFile(path, 'v 0 0 0 1 0 0\nv 1 0 0 1 0 0\nv 0 1 0 1 0 0\nf 1 2 3\n');
  await chooser.setFiles(path);
  await expect(studio.placard).toContainText('triangle.obj', { timeout: 60_000 });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the menu fits and can be hit by a thumb', async ({ page }, testInfo) => {
    const studio = new Studio(page);
    await studio.open();
    await studio.seesObject();
    await page.getByRole('button', { name: 'More formats, open a file' }).tap();
    const items = page.getByRole('menuitem');
    // It is put in its place a moment after it is there.
    await expect(items.first()).toBeInViewport();
    await expect(items).toHaveCount(FORMATS.length + 2);
    for (const item of await items.all()) {
      const box = (await item.boundingBox())!;
      expect(box.height).toBeGreaterThanOrEqual(44);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(390);
    }
    await testInfo.attach('phone menu', { body: await page.screenshot(), contentType: 'image/png' });
  });
});
