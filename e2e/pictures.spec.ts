import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { GifReader } from 'omggif';
import { PNG } from 'pngjs';
import { chroma, luminance, middleOf } from './support/pixels';
import { Studio } from './support/studio';

test.use({ viewport: { width: 720, height: 500 } });

/** The dialog that makes pictures, as a person meets it. */
class Pictures {
  readonly dialog: Locator;
  readonly save: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Pictures' });
    this.save = this.dialog.getByRole('button', { name: 'Save' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'More formats, open a file' }).click();
    await this.page.getByRole('menuitem', { name: 'Picture, turntable or views' }).click();
    await expect(this.dialog.locator('canvas')).toBeVisible();
  }

  async pick(name: string): Promise<void> {
    await this.dialog.getByRole('radio', { name, exact: true }).click();
  }

  async show(channel: string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: 'Show' }).selectOption({ label: channel });
  }

  async type(field: string, value: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: field }).fill(value);
  }

  async size(width: number, height: number): Promise<void> {
    await this.type('Width', String(width));
    await this.type('Height', String(height));
  }

  async saved(): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const downloading = this.page.waitForEvent('download', { timeout: 120_000 });
    await this.save.click();
    const download = await downloading;
    await expect(this.dialog).toContainText(`Saved as ${download.suggestedFilename()}`);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}

async function openPictures(page: Page): Promise<Pictures> {
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  const pictures = new Pictures(page);
  await pictures.open();
  return pictures;
}

function pixelAt({ width, data }: PNG, x: number, y: number): number[] {
  const at = 4 * (y * width + x);
  return [...data.subarray(at, at + 4)];
}

/** What a film's container says, read outside the browser. */
async function contained(bytes: Buffer) {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  const { packetCount } = await track.computePacketStats();
  return { packetCount, codec: await track.getCodec(), duration: await track.computeDuration() };
}

/** What a film is, as the browser plays it: on a page of its own, for the studio itself may load no media. */
async function played(page: Page, bytes: Buffer, type: string) {
  const player = await page.context().newPage();
  const film = await player.evaluate(
    async ([base64, type]) => {
      const bytes = Uint8Array.from(atob(base64!), (character) => character.charCodeAt(0));
      const video = document.createElement('video');
      video.src = URL.createObjectURL(new Blob([bytes], { type: type! }));
      video.muted = true;
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = () => reject(new Error(video.error?.message));
      });
      video.currentTime = video.duration / 2;
      await new Promise((resolve) => {
        video.onseeked = resolve;
      });
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      const context = canvas.getContext('2d')!;
      context.drawImage(video, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const middle = 4 * ((canvas.height / 2) * canvas.width + canvas.width / 2);
      return {
        width: canvas.width,
        height: canvas.height,
        duration: video.duration,
        corner: [...data.slice(0, 4)],
        middle: [...data.slice(middle, middle + 4)],
      };
    },
    [bytes.toString('base64'), type],
  );
  await player.close();
  return film;
}

test('the stage shows normals, and colour beside depth', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();

  await page.getByRole('radio', { name: 'Normals' }).click();
  // What faces the camera is blue; the corgi has no such colour.
  const blue = async () =>
    (await middleOf(page)).filter(([r, g, b]) => b > 150 && b > r + 40 && b > g + 40).length;
  await expect.poll(blue).toBeGreaterThan(200);

  await page.getByRole('radio', { name: 'Colour and depth' }).click();
  const half = async (left: number) => {
    const clip = { x: left, y: 116, width: 280, height: 250 };
    const { data } = PNG.sync.read(await page.screenshot({ clip }));
    const pixels = Array.from(
      { length: data.length / 4 },
      (_, i) => [...data.subarray(4 * i, 4 * i + 3)] as never,
    );
    return {
      colourful: pixels.filter((pixel) => chroma(pixel) > 90).length,
      bright: pixels.filter((pixel) => luminance(pixel) > 120).length,
    };
  };
  await expect.poll(async () => (await half(20)).colourful).toBeGreaterThan(200);
  // The two are drawn each in its time.
  await expect(async () => {
    const depth = await half(362);
    expect(depth.colourful).toBeLessThan(20);
    expect(depth.bright).toBeGreaterThan(500);
  }).toPass({ timeout: 60_000 });

  await page.getByRole('radio', { name: 'Colour', exact: true }).click();
  await expect.poll(blue).toBe(0);
});

test('the preview shows all of the picture, on a phone too', async ({ page }) => {
  const pictures = await openPictures(page);
  const preview = pictures.dialog.getByRole('img', { name: /^Preview/ });
  for (const window of [
    { width: 1280, height: 800 },
    { width: 390, height: 664 },
  ]) {
    await page.setViewportSize(window);
    const [frame, canvas] = [await preview.boundingBox(), await preview.locator('canvas').boundingBox()];
    expect(canvas!.height, 'as high as its frame, but for the border').toBeCloseTo(frame!.height - 2, 0);
    expect(canvas!.width).toBeCloseTo(frame!.width - 2, 0);
  }
});

test('pictures of every channel are saved as the stage shows the object', async ({ page }) => {
  const pictures = await openPictures(page);
  await pictures.size(512, 512);

  await test.step('colour on nothing', async () => {
    const { name, bytes } = await pictures.saved();
    expect(name).toMatch(/^kiln-.*\d\.png$/);
    const png = PNG.sync.read(bytes);
    expect([png.width, png.height]).toEqual([512, 512]);
    expect(pixelAt(png, 0, 0)).toEqual([0, 0, 0, 0]);
    expect(pixelAt(png, 256, 256)[3]).toBeGreaterThan(250);
  });

  await test.step('depth in 16 bits of grey', async () => {
    await pictures.show('Depth');
    const { name, bytes } = await pictures.saved();
    expect(name).toMatch(/-depth\.png$/);
    const { depth, color } = PNG.sync.read(bytes) as PNG & { depth: number; color: boolean };
    expect({ depth, color }).toEqual({ depth: 16, color: false });
  });

  await test.step('normals on the light ground', async () => {
    await pictures.show('Normals');
    await pictures.pick('Light');
    const png = PNG.sync.read((await pictures.saved()).bytes);
    expect(pixelAt(png, 0, 0)).toEqual([243, 237, 230, 255]);
    const [x, y, z] = pixelAt(png, 256, 256).map((value) => value / 127.5 - 1);
    expect(Math.hypot(x!, y!, z!)).toBeCloseTo(1, 1);
  });

  await test.step('colour beside depth, wide', async () => {
    await pictures.show('Colour beside depth');
    await pictures.size(320, 180);
    const png = PNG.sync.read((await pictures.saved()).bytes);
    expect([png.width, png.height]).toEqual([640, 180]);
    expect(pixelAt(png, 330, 5)).toEqual([0, 0, 0, 255]);
    const [r, g, b] = pixelAt(png, 480, 90);
    expect([g, b]).toEqual([r, r]);
    expect(r).toBeGreaterThan(60);
  });

  await test.step('a sheet of views', async () => {
    await pictures.show('Colour');
    await pictures.pick('None');
    await pictures.pick('Views');
    await pictures.size(96, 96);
    const png = PNG.sync.read((await pictures.saved()).bytes);
    expect([png.width, png.height]).toEqual([384, 192]);
    for (let view = 0; view < 8; view++) {
      const [x, y] = [96 * (view % 4), 96 * Math.floor(view / 4)];
      expect(pixelAt(png, x, y)[3]).toBe(0);
      expect(pixelAt(png, x + 48, y + 48)[3]).toBeGreaterThan(200);
    }
  });

  await test.step('the focus returns', async () => {
    await page.keyboard.press('Escape');
    await expect(pictures.dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'More formats, open a file' })).toBeFocused();
  });
});

test('turntables are saved as WebM, GIF and, where the browser can, MP4', async ({ page }) => {
  const pictures = await openPictures(page);
  await pictures.pick('Turntable');
  await pictures.size(97, 64);
  await pictures.type('Seconds', '0.5');
  await pictures.type('Frames a second', '12');

  await test.step('WebM with transparency, in even sizes', async () => {
    await pictures.pick('WebM');
    await pictures.pick('None');
    await expect(pictures.dialog).toContainText('6 frames of 98 × 64 pixels');
    const { name, bytes } = await pictures.saved();
    expect(name).toMatch(/-turntable\.webm$/);
    const { packetCount, codec, duration } = await contained(bytes);
    expect(packetCount).toBe(6);
    expect(codec).toMatch(/^vp[89]$/);
    expect(duration).toBeCloseTo(0.5, 2);
    const film = await played(page, bytes, 'video/webm');
    expect(film).toMatchObject({ width: 98, height: 64 });
    expect(film.duration).toBeCloseTo(0.5, 1);
    expect(film.corner[3]).toBe(0);
    expect(film.middle[3]).toBeGreaterThan(200);
  });

  await test.step('GIF', async () => {
    await pictures.pick('GIF');
    const { bytes } = await pictures.saved();
    const gif = new GifReader(bytes);
    expect([gif.width, gif.height, gif.numFrames(), gif.loopCount()]).toEqual([97, 64, 6, 0]);
    const delays = Array.from({ length: 6 }, (_, i) => gif.frameInfo(i).delay);
    expect(delays.reduce((a, b) => a + b)).toBe(50);
  });

  await test.step('MP4, or word that it cannot be', async () => {
    const mp4 = pictures.dialog.getByRole('radio', { name: 'MP4', exact: true });
    // What can be encoded is asked of the browser.
    await expect(pictures.dialog.locator('[aria-busy="false"]')).toBeVisible();
    if (await mp4.isDisabled()) {
      await expect(pictures.dialog).toContainText('This browser cannot encode MP4');
      return;
    }
    await mp4.click();
    const { bytes } = await pictures.saved();
    const { packetCount, codec, duration } = await contained(bytes);
    expect({ packetCount, codec }).toEqual({ packetCount: 6, codec: 'avc' });
    expect(duration).toBeCloseTo(0.5, 2);
    const film = await played(page, bytes, 'video/mp4');
    expect(film).toMatchObject({ width: 98, height: 64 });
    expect(film.duration).toBeCloseTo(0.5, 1);
  });
});

test('wrong sizes are told, and saving can be cancelled', async ({ page }) => {
  const pictures = await openPictures(page);
  for (const width of ['15', '4097', '12.5', '', 'wide']) {
    await pictures.type('Width', width);
    await expect(pictures.dialog).toContainText('A whole number of pixels, 16 to 4096.');
    await expect(pictures.save).toBeDisabled();
  }
  await pictures.pick('Views');
  await pictures.size(4096, 4096);
  await expect(pictures.dialog.getByRole('alert')).toContainText('16384 × 8192 pixels');
  await expect(pictures.save).toBeDisabled();

  await pictures.pick('Turntable');
  await pictures.size(1024, 1024);
  await pictures.pick('GIF');
  await pictures.type('Seconds', '10');
  let downloads = 0;
  page.on('download', () => downloads++);
  await pictures.save.click();
  await expect(pictures.dialog.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[1-9]/);
  await pictures.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(pictures.dialog).toContainText('Cancelled.');
  expect(downloads).toBe(0);

  await pictures.size(64, 64);
  await pictures.type('Seconds', '0.2');
  expect((await pictures.saved()).name).toMatch(/\.gif$/);
  expect(downloads).toBe(1);
});
