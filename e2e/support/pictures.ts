import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';

/** A file as Playwright hands it to the page. */
export interface PictureFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

interface Scene {
  readonly width?: number;
  readonly height?: number;
  /** Behind the object; null leaves it transparent. */
  readonly background?: readonly [number, number, number] | null;
}

const BLUE = [44, 82, 160] as const;
const YELLOW = [232, 190, 60] as const;

/** A blue house with a yellow roof, a little left of the middle. */
export function housePng(
  name: string,
  { width = 320, height = 240, background = null }: Scene = {},
): PictureFile {
  const png = new PNG({ width, height });
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x, y] = [(column - 0.4 * width) / height, row / height];
      const isWall = Math.abs(x) < 0.25 && y >= 0.5 && y < 0.85;
      const isRoof = y >= 0.15 && y < 0.5 && Math.abs(x) < 0.9 * (y - 0.15);
      const color = isWall ? BLUE : isRoof ? YELLOW : background;
      png.data.set(color ? [...color, 255] : [0, 0, 0, 0], 4 * (row * width + column));
    }
  }
  return { name, mimeType: 'image/png', buffer: PNG.sync.write(png) };
}

/** A dark square on light grey, in a file that knows no colours. */
export function greyPng(name: string): PictureFile {
  const size = 120;
  const png = new PNG({ width: size, height: size });
  for (let i = 0; i < size * size; i++) {
    const reach = Math.max(Math.abs((i % size) - size / 2), Math.abs(Math.floor(i / size) - size / 2));
    png.data.fill(reach < size / 4 ? 60 : 220, 4 * i, 4 * i + 3);
    png.data[4 * i + 3] = 255;
  }
  return { name, mimeType: 'image/png', buffer: PNG.sync.write(png, { colorType: 0 }) };
}

/** Nine small stones, far apart on nothing. */
export function scatteredPng(name: string): PictureFile {
  const png = new PNG({ width: 160, height: 160 });
  for (let stone = 0; stone < 9; stone++) {
    const [left, top] = [10 + 60 * (stone % 3), 20 + 50 * Math.floor(stone / 3)];
    for (let i = 0; i < 64; i++) {
      png.data.set([90, 90, 95, 255], 4 * ((top + (i >> 3)) * 160 + left + (i & 7)));
    }
  }
  return { name, mimeType: 'image/png', buffer: PNG.sync.write(png) };
}

/** A wall, and nothing before it. */
export function blankPng(name: string, color: readonly [number, number, number]): PictureFile {
  const png = new PNG({ width: 200, height: 150 });
  for (let i = 0; i < png.data.length; i += 4) png.data.set([...color, 255], i);
  return { name, mimeType: 'image/png', buffer: PNG.sync.write(png) };
}

/** The same picture in another format, encoded by the browser. */
export async function encodedAs(
  page: Page,
  picture: PictureFile,
  name: string,
  mimeType: 'image/jpeg' | 'image/webp',
): Promise<PictureFile> {
  const base64 = await page.evaluate(
    async ([data, type]) => {
      const bytes = Uint8Array.from(atob(data!), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type: type!, quality: 0.9 });
      const encoded = new Uint8Array(await blob.arrayBuffer());
      let text = '';
      for (const byte of encoded) text += String.fromCharCode(byte);
      return btoa(text);
    },
    [picture.buffer.toString('base64'), mimeType],
  );
  return { name, mimeType, buffer: Buffer.from(base64, 'base64') };
}

/** An EXIF block that says: turn it a quarter to the right to see it upright (orientation 6). */
const QUARTER_TURN = Buffer.from(
  'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100060000' + '00000000',
  'hex',
);

/** A JPEG whose camera was held sideways. */
export function heldSideways({ name, mimeType, buffer }: PictureFile): PictureFile {
  const turned = Buffer.concat([buffer.subarray(0, 2), QUARTER_TURN, buffer.subarray(2)]);
  return { name, mimeType, buffer: turned };
}

/** A PNG that announces an animation ahead of its pixels. */
export function animatedPng(name: string): PictureFile {
  const { buffer, mimeType } = housePng(name);
  const header = 33;
  const chunk = Buffer.alloc(20);
  chunk.writeUInt32BE(8, 0);
  chunk.write('acTL', 4, 'latin1');
  return {
    name,
    mimeType,
    buffer: Buffer.concat([buffer.subarray(0, header), chunk, buffer.subarray(header)]),
  };
}

/** Drops files onto the page, as a hand would. */
export async function drop(page: Page, files: readonly PictureFile[]): Promise<void> {
  const contents = files.map(({ name, mimeType, buffer }) => [name, mimeType, buffer.toString('base64')]);
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, type, data] of files) {
      const bytes = Uint8Array.from(atob(data!), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name!, { type: type! }));
    }
    return transfer;
  }, contents);
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', event, { dataTransfer: transfer });
  }
}

/** Colours, as rows of RGBA, of the canvas inside an element. */
export async function canvasPixels(page: Page, label: RegExp): Promise<{ width: number; data: number[] }> {
  return page
    .getByRole('button', { name: label })
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      return { width, data: [...canvas.getContext('2d')!.getImageData(0, 0, width, height).data] };
    });
}

/** The recipe inside a .ply file. */
export async function recipeIn(path: string): Promise<Record<string, unknown>> {
  const text = (await readFile(path)).toString('latin1');
  const line = text.split('\n').find((line) => line.startsWith('comment kiln-recipe '));
  return JSON.parse(line!.slice('comment kiln-recipe '.length));
}
