import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import {
  animatedPng,
  blankPng,
  canvasPixels,
  drop,
  encodedAs,
  greyPng,
  heldSideways,
  housePng,
  type PictureFile,
  recipeIn,
  scatteredPng,
} from './support/pictures';
import { Studio } from './support/studio';

test.use({ viewport: { width: 720, height: 560 } });

const plain = [226, 224, 219] as const;

/** The tile of a photo once it is cut out. */
const tile = (page: Page, number: number) => page.getByRole('button', { name: `Correct photo ${number}` });
const choose = (page: Page, files: PictureFile[]) => page.getByLabel('Photo files').setInputFiles(files);

/** Share of solid pixels of a tile, and the colour at a place in it, in shares of its side. */
async function seen(page: Page, number: number) {
  const { width, data } = await canvasPixels(page, new RegExp(`^Correct photo ${number}`));
  const solid = data.filter((value, i) => i % 4 === 3 && value >= 128).length / width ** 2;
  const at = (x: number, y: number) => {
    const i = 4 * (Math.floor(y * width) * width + Math.floor(x * width));
    return data.slice(i, i + 3);
  };
  return { width, solid, at };
}

const isBlue = ([red, green, blue]: number[]) => blue! > red! + 60 && blue! > green! + 40;
const isYellow = ([red, , blue]: number[]) => red! > blue! + 90;

test('a photo becomes an object: drop, correct, angle, generate, compare, save', async ({
  page,
}, testInfo) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();

  await test.step('a picture with a transparent background is taken as it is', async () => {
    await drop(page, [housePng('house.png')]);
    await expect(tile(page, 1)).toBeVisible();
    const { width, solid, at } = await seen(page, 1);
    expect(width).toBe(128);
    // 0.285 of a square, scaled so that its height of 0.7 takes 0.9 of the side.
    expect(solid).toBeCloseTo(0.47, 1);
    expect(isYellow(at(0.5, 0.3))).toBe(true);
    expect(isBlue(at(0.5, 0.8))).toBe(true);
  });

  await test.step('a JPEG loses its background, and stands upright as its camera noted', async () => {
    const png = housePng('plain.png', { background: plain });
    const jpeg = await encodedAs(page, png, 'plain.jpg', 'image/jpeg');
    await choose(page, [jpeg, heldSideways({ ...jpeg, name: 'sideways.jpg' })]);
    await expect(tile(page, 3)).toBeVisible();
    const [upright, turned] = [await seen(page, 2), await seen(page, 3)];
    expect(upright.solid).toBeCloseTo(0.47, 1);
    expect(isYellow(upright.at(0.5, 0.3))).toBe(true);
    // A quarter to the right: the roof points right.
    expect(isYellow(turned.at(0.7, 0.5))).toBe(true);
    expect(isBlue(turned.at(0.2, 0.5))).toBe(true);
  });

  await test.step('an angle is set on the ring, by key and by pointer, or left open', async () => {
    await page.getByRole('button', { name: 'Remove photo 3' }).click();
    await tile(page, 2).click();
    const ring = page.getByRole('slider', { name: 'Taken from' });
    await expect(ring).toHaveAttribute('aria-valuetext', 'an unknown angle');
    await ring.press('PageUp');
    await ring.press('ArrowRight');
    await expect(ring).toHaveAttribute('aria-valuetext', '50°, nearest to the right');
    const box = (await ring.boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.9, box.y + box.height / 2);
    await expect(ring).toHaveAttribute('aria-valuetext', '90°, the right');
    await page.getByLabel('I don’t know').check();
    await expect(ring).toHaveAttribute('aria-valuetext', 'an unknown angle');
    await page.getByLabel('I don’t know').uncheck();
    await ring.press('PageUp');
    await ring.press('PageUp');
    await page.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('the outline is corrected with pointer and keys, undone, redone and reset', async () => {
    await tile(page, 1).click();
    const dialog = page.getByRole('dialog', { name: 'Photo 1' });
    const sheet = dialog.getByRole('application');
    const undo = dialog.getByRole('button', { name: 'Undo' });
    const shown = () =>
      dialog.locator('figure canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, 128, 128);
        return data.reduce((sum, value, i) => (i % 4 === 3 ? sum + value : sum), 0);
      });
    await expect(undo).toBeDisabled();
    const before = await shown();
    await dialog.getByRole('radio', { name: 'Erase' }).click();
    const box = (await sheet.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.7);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.7, { steps: 4 });
    await page.mouse.up();
    await expect.poll(shown).toBeLessThan(before * 0.97);
    const erased = await shown();

    await page.keyboard.press('Control+z');
    await expect.poll(shown).toBe(before);
    await dialog.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(shown).toBe(erased);
    await dialog.getByRole('button', { name: 'Back to the automatic outline' }).click();
    await expect.poll(shown).toBe(before);

    await sheet.focus();
    await page.keyboard.press(']');
    await page.keyboard.down(' ');
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.up(' ');
    await expect.poll(shown).toBeLessThan(before * 0.97);
    await page.keyboard.press('x');
    await expect(dialog.getByRole('radio', { name: 'Add' })).toBeChecked();
    await undo.click();
    await expect.poll(shown).toBe(before);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(tile(page, 1)).toBeFocused();
  });

  await test.step('it is made from the photos alone', async () => {
    await studio.set('Steps', '2');
    await studio.set('Fidelity to the photos', '0.5');
    await studio.advancedButton.click();
    await studio.modelIsReady();
    await studio.generateButton.click();
    await studio.isFinished();
    await expect(studio.placard).toContainText('From 2 photos');
    await expect(studio.view).toHaveAttribute('data-step', '2');
  });

  await test.step('photo and object lie side by side', async () => {
    await page.getByRole('button', { name: 'Compare with the photos' }).click();
    const comparison = page.getByRole('dialog', { name: 'Photo and object' });
    await expect(comparison.locator('.comparison-outline')).toBeVisible();
    const slider = comparison.getByRole('slider', { name: 'Photo or object' });
    await slider.press('Home');
    await expect(slider).toHaveValue('0');
    await comparison.getByRole('radio', { name: 'Photo 2' }).click();
    await expect(comparison.getByRole('radio', { name: 'Photo 2' })).toBeChecked();
    await expect(comparison.locator('.comparison-outline')).toBeVisible();
    const above = comparison.getByRole('slider', { name: 'From above' });
    const back = comparison.getByRole('button', { name: 'Back to the camera that was found' });
    await expect(back).toBeDisabled();
    const found = await above.getAttribute('aria-valuenow');
    await above.press(Number(found) > 50 ? 'ArrowLeft' : 'ArrowRight');
    await expect(above).not.toHaveAttribute('aria-valuenow', found!);
    await expect(comparison.locator('.comparison-tag.is-object')).toHaveText(/outline \d+ % alike/);
    await back.click();
    await expect(above).toHaveAttribute('aria-valuenow', found!);
    await expect(comparison.getByRole('img', { name: 'From around' }).locator('canvas')).toHaveCount(5);
    await comparison.getByRole('button', { name: 'Close' }).click();
    await expect(comparison).toBeHidden();
    await expect(page.getByRole('button', { name: 'Compare with the photos' })).toBeFocused();
  });

  await test.step('the saved file knows of the photos', async () => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save .ply' }).click();
    const path = testInfo.outputPath('saved.ply');
    await (await downloading).saveAs(path);
    expect(await recipeIn(path)).toMatchObject({
      prompt: '',
      guidance: 1,
      photoGuidance: 1,
      fidelity: 0.5,
      photos: [
        { azimuth: 0, camera: { azimuth: 0, zoom: expect.any(Number) } },
        { azimuth: 90, camera: { azimuth: 90, zoom: expect.any(Number) } },
      ],
    });
  });
});

test('pictures are pasted, and go with words', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.prompt.fill('a house');
  const file = await encodedAs(page, housePng('x.png', { background: plain }), 'x.webp', 'image/webp');
  await page.evaluate((data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'image.webp', { type: 'image/webp' }));
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, file.buffer.toString('base64'));
  await expect(tile(page, 1)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('a house');
  await studio.modelIsReady();
  await studio.set('Steps', '1');
  await studio.make('a house');
  await expect(studio.placard).toContainText('a house');
  await expect(studio.placard).toContainText('1 photo');
});

test('where the model saw little of a photo, that is said beside the finished object', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await choose(page, [scatteredPng('stones.png')]);
  await expect(tile(page, 1)).toBeVisible();
  await studio.modelIsReady();
  await studio.set('Steps', '1');
  await studio.make('');
  await expect(
    page.getByText(/The model saw little of the photo: the outlines are \d+ % alike/),
  ).toBeVisible();
});

test('a grey PNG and an AVIF are read, and a picture of 40 pixels is enough', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  const avif = await readFile('e2e/support/house.avif');
  await choose(page, [
    greyPng('grey.png'),
    { name: 'house.avif', mimeType: 'image/avif', buffer: avif },
    housePng('small.png', { width: 40, height: 40 }),
  ]);
  for (const number of [1, 2, 3]) await expect(tile(page, number)).toBeVisible();
  const [grey, colour, small] = [await seen(page, 1), await seen(page, 2), await seen(page, 3)];
  // A square takes nine tenths of both sides.
  expect(grey.solid).toBeCloseTo(0.81, 1);
  expect(new Set(grey.at(0.5, 0.5)).size).toBe(1);
  expect(colour.solid).toBeCloseTo(0.47, 1);
  expect(isYellow(colour.at(0.5, 0.3))).toBe(true);
  expect(isBlue(colour.at(0.5, 0.8))).toBe(true);
  expect(small.solid).toBeCloseTo(0.47, 1);
});

test.describe('bad files', () => {
  const text = (name: string, content: string, mimeType = 'image/png'): PictureFile => ({
    name,
    mimeType,
    buffer: Buffer.from(content, 'latin1'),
  });
  const house = housePng('house.png');
  const huge = Buffer.from(house.buffer);
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  const frame = '\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0';

  const refusals: readonly (readonly [PictureFile, string])[] = [
    [text('notes.txt', 'no picture at all', 'text/plain'), 'notes.txt is not a picture.'],
    [text('none.png', ''), 'none.png is empty.'],
    [{ ...house, name: 'cut.png', buffer: house.buffer.subarray(0, 60) }, 'cut.png cannot be read'],
    [{ ...house, name: 'huge.png', buffer: huge }, 'more than 100 megapixels'],
    [housePng('icon.png', { width: 16, height: 16 }), 'icon.png has only 16 × 16 pixels.'],
    [animatedPng('moving.png'), 'moving.png moves.'],
    [
      text('moving.gif', `GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff${frame}${frame};`, 'image/gif'),
      'moving.gif moves.',
    ],
    [
      {
        name: 'moving.webp',
        mimeType: 'image/webp',
        buffer: Buffer.from(
          'UklGRtYAAABXRUJQVlA4WAoAAAACAAAAJwAAJwAAQU5JTQYAAAAAAAAAAABBTk1GUAAAAAAAAAAAACcAACcAAGQAAA' +
            'JWUDggOAAAAHADAJ0BKigAKAA+bTaZSSQjIqEjiACADYlpAAIDiGGv401UAAD++nlbEdv3uWikV/4gcn/o0QAAQU5N' +
            'RlIAAAAAAAAAAAAnAAAnAABkAAAAVlA4IDoAAAD0AgCdASooACgAPm0wkkkCOAAA2JZwACA4or9PgniGAAD++AQ/9J' +
            'xBSBP/9XfY/56vy/57nx/nuAAA',
          'base64',
        ),
      },
      'moving.webp moves.',
    ],
    [text('lines.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'), 'Export it as a PNG.'],
    [text('phone.heic', '\0\0\0\x18ftypheic\0\0\0\0', 'image/heic'), 'Export it as a JPEG first.'],
  ];

  test('every one is refused in plain words', async ({ page }) => {
    const studio = new Studio(page);
    await studio.open();
    for (const [file, message] of refusals) {
      await test.step(file.name, async () => {
        await choose(page, [file]);
        await expect(studio.alert).toContainText(message);
        await expect(page.getByRole('list', { name: 'Photos' })).toBeHidden();
        await page.getByRole('button', { name: 'Dismiss what was refused' }).click();
        await expect(studio.alert).toBeHidden();
      });
    }
  });

  test('a photo is shown while it is cut out; where the model for that cannot be had, that is said', async ({
    page,
  }) => {
    let refuse = () => {};
    const refused = new Promise<void>((resolve) => {
      refuse = resolve;
    });
    const weights = '**/models/cut-out/*.safetensors';
    await page.context().route(weights, (route) => refused.then(() => route.abort()));
    const studio = new Studio(page);
    await studio.open();
    const photo = housePng('plain.png', { background: plain });
    await choose(page, [photo]);
    await expect(page.getByText('Taking the background away.')).toBeVisible();
    await expect(page.getByRole('img', { name: 'Photo 1 is being cut out' }).locator('canvas')).toBeVisible();
    // One without a background needs no model.
    await choose(page, [house]);
    await expect(tile(page, 2)).toBeVisible();

    refuse();
    await expect(studio.alert).toContainText(
      /The background of plain\.png could not be taken away\..*try again/,
    );
    await expect(tile(page, 1)).toBeVisible();
    await page.context().unroute(weights);
    await choose(page, [photo]);
    await expect(tile(page, 2)).toBeVisible();
  });

  test('a good picture among bad ones is taken, and a fifth stays out', async ({ page }) => {
    const studio = new Studio(page);
    await studio.open();
    await choose(page, [text('notes.txt', 'no picture'), house]);
    await expect(tile(page, 1)).toBeVisible();
    await expect(studio.alert).toContainText('notes.txt');
    await choose(page, [house, house, house, { ...house, name: 'fifth.png' }]);
    await expect(tile(page, 4)).toBeVisible();
    await expect(studio.alert).toContainText('fifth.png stayed out');
    await expect(page.getByRole('button', { name: 'Add photos' })).toBeDisabled();
  });

  test('a picture in which nothing stands out is painted, or taken out', async ({ page }) => {
    const studio = new Studio(page);
    await studio.open();
    await choose(page, [blankPng('wall.png', plain)]);
    await expect(page.getByText('Nothing was found in one of the photos.')).toBeVisible();
    await expect(tile(page, 1)).toHaveAccessibleName(/nothing found$/);
    await studio.generateButton.click();
    await expect(studio.alert).toContainText('Nothing in wall.png is marked as the object.');
    await expect(studio.generateButton).toBeVisible();
    await tile(page, 1).click();
    const dialog = page.getByRole('dialog', { name: 'Photo 1' });
    await expect(dialog).toContainText('Paint over the object.');
    const sheet = (await dialog.getByRole('application').boundingBox())!;
    await page.mouse.click(sheet.x + sheet.width / 2, sheet.y + sheet.height / 2);
    await expect(dialog.locator('figure canvas')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(studio.alert).toBeHidden();
    await page.getByRole('button', { name: 'Remove photo 1' }).click();
    await expect(page.getByRole('list', { name: 'Example prompts' })).toBeVisible();
  });

  test('a photo of fifty megapixels is made smaller', async ({ page }) => {
    const studio = new Studio(page);
    await studio.open();
    const base64 = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(8660, 5774);
      const context = canvas.getContext('2d')!;
      context.fillStyle = 'rgb(226 224 219)';
      context.fillRect(0, 0, 8660, 5774);
      context.fillStyle = 'rgb(190 40 35)';
      context.fillRect(3000, 2000, 2400, 2400);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    });
    await choose(page, [{ name: 'big.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }]);
    await expect(tile(page, 1)).toBeVisible({ timeout: 60_000 });
    expect((await seen(page, 1)).solid).toBeCloseTo(0.81, 1);
  });
});
