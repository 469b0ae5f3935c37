import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modelSource } from '../../bench/support';
import { PHOTO_SIZE } from '../photo/frame';
import { discPng } from './photo.fixture';
import { type PhotoFile, readPhotos } from './read-photo';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiln-photo-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function readPhoto(photo: PhotoFile) {
  const [read] = await readPhotos([photo], modelSource);
  return read!;
}

/** Share of a photo that is solid. A disc that takes nine tenths of each side fills 0.64. */
function solid(pixels: Uint8ClampedArray): number {
  let count = 0;
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i]! >= 128) count++;
  return count / PHOTO_SIZE ** 2;
}

describe('readPhoto', () => {
  test.each([
    ['takes a transparent background as it is', discPng()],
    ['takes a plain background away', discPng({ background: [220, 222, 225] })],
  ])('%s', async (_, bytes) => {
    const { pixels, azimuth } = await readPhoto({ path: await file('a.png', bytes), azimuth: 0 });
    expect(azimuth).toBe(0);
    expect(solid(pixels)).toBeCloseTo(0.636, 1);
    const middle = 4 * (64 * PHOTO_SIZE + 64);
    expect([...pixels.subarray(middle, middle + 4)]).toEqual([200, 40, 30, 255]);
  });

  test('goes by a mask where there is one', async () => {
    const path = await file('plain.png', discPng({ background: [200, 40, 30] }));
    await expect(readPhoto({ path, azimuth: 0 })).rejects.toThrow('--mask');
    const mask = await file('mask.png', discPng({ background: [0, 0, 0], color: [255, 255, 255] }));
    const { pixels } = await readPhoto({ path, azimuth: 0, mask });
    expect(solid(pixels)).toBeCloseTo(0.636, 1);
  });

  test('names the photo where the weights that find its object are not there', async () => {
    const path = await file('lone.png', discPng({ background: [220, 222, 225] }));
    const missing = { ...modelSource, folder: () => modelSource.folder('none') };
    await expect(readPhotos([{ path, azimuth: 0 }], missing)).rejects.toMatchObject({
      code: 'PHOTO_UNREADABLE',
      message: expect.stringMatching(
        /^The background of lone\.png could not be taken away\..*cannot be read/,
      ),
    });
  });

  test('reads grey pictures too', async () => {
    const colored = PNG.sync.read(discPng({ background: [220, 220, 220], color: [40, 40, 40] }));
    const path = await file('grey.png', PNG.sync.write(colored, { colorType: 0 }));
    expect(solid((await readPhoto({ path, azimuth: 0 })).pixels)).toBeCloseTo(0.636, 1);
  });

  const disc = () => sharp(discPng({ background: [220, 222, 225] }));
  test.each([
    ['a JPEG', () => disc().jpeg({ quality: 95 })],
    ['a WebP', () => disc().webp({ quality: 95 })],
    ['an AVIF', () => disc().avif({ quality: 80 })],
    ['a PNG of 16 bits', () => disc().toColourspace('rgb16').png()],
    ['a large one', () => disc().resize(2400).jpeg({ quality: 95 })],
  ])('reads %s', async (_, picture) => {
    const { pixels } = await readPhoto({ path: await file('photo', await picture().toBuffer()), azimuth: 0 });
    expect(solid(pixels)).toBeCloseTo(0.636, 1);
    const middle = 4 * (64 * PHOTO_SIZE + 64);
    const [red, green, blue] = pixels.subarray(middle, middle + 4);
    expect(Math.abs(red! - 200) + Math.abs(green! - 40) + Math.abs(blue! - 30)).toBeLessThan(20);
  });

  test('turns a photo upright as its camera noted, and a mask with it', async () => {
    // Red above, blue below; both files lie on their side.
    const [width, height] = [80, 120];
    const halves = Buffer.from(
      Array.from({ length: height }, (_, row) =>
        Array(width).fill(row < height / 2 ? [200, 40, 30] : [30, 40, 200]),
      ).flat(2),
    );
    const onSide = (image: Sharp) =>
      image.rotate(270).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
    const photo = await onSide(sharp(halves, { raw: { width, height, channels: 3 } }));
    const white = { create: { width, height, channels: 3, background: 'white' } } as const;
    const mask = await file('all.jpg', await onSide(sharp(white)));
    const { pixels } = await readPhoto({ path: await file('side.jpg', photo), azimuth: 0, mask });
    const [above, below] = [20, 108].map((row) => pixels[4 * (row * PHOTO_SIZE + 64)]!);
    expect(above).toBeGreaterThan(170);
    expect(below).toBeLessThan(60);
  });

  const png = discPng();
  const huge = Buffer.from(png);
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  test.each([
    ['photo.jpg', '\xff\xd8\xff\xe0\0\x10JFIF', 'is damaged'],
    ['photo.heic', '\0\0\0\x18ftypheic', 'Export it as a JPEG'],
    ['drawing.bmp', 'BM\x36', 'Export it as a JPEG'],
    ['notes.txt', 'no picture at all', 'is not a picture'],
    ['none.png', '', 'is empty'],
    ['cut.png', png.subarray(0, png.length / 2), 'is damaged'],
    ['header.png', png.subarray(0, 20), 'is damaged'],
    ['icon.png', discPng({ width: 16, height: 16 }), 'only 16 × 16 pixels'],
    ['huge.png', huge, 'megapixels'],
  ])('%s is refused', async (name, bytes, message) => {
    const content = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    const reading = readPhoto({ path: await file(name, content), azimuth: 0 });
    await expect(reading).rejects.toMatchObject({
      code: 'PHOTO_UNREADABLE',
      message: expect.stringContaining(message),
    });
  });

  test('a picture without anything in it is refused', async () => {
    const path = await file('clear.png', PNG.sync.write(new PNG({ width: 64, height: 64, fill: true })));
    await expect(readPhoto({ path, azimuth: 0 })).rejects.toThrow('transparent all over');
  });

  test('a mask of another size, or of nothing, is refused', async () => {
    const path = await file('a.png', discPng());
    const small = await file('small.png', discPng({ width: 80, height: 60 }));
    await expect(readPhoto({ path, azimuth: 0, mask: small })).rejects.toThrow('80 × 60');
    const black = await file('black.png', discPng({ background: [0, 0, 0], color: [0, 0, 0] }));
    await expect(readPhoto({ path, azimuth: 0, mask: black })).rejects.toThrow('marks nothing');
  });

  test('a file that is not there is named', async () => {
    await expect(readPhoto({ path: join(folder, 'nowhere.png'), azimuth: 0 })).rejects.toThrow('nowhere.png');
  });
});
