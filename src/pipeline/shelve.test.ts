import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { FileError } from '../base/file-error';
import { floatsToHalves, halvesToFloats } from '../base/half';
import { pack, packAsIs } from '../base/packed-file';
import type { Picture } from '../photo/picture';
import { CLOUD_LAYOUT, validateCloud } from '../splat/cloud';
import { randomCloud } from '../splat/cloud.fixture';
import { awkwardRecipe } from '../splat/recipe.fixture';
import { sphere, viewsetOf } from '../viewset/solids.fixture';
import { viewsetToCloud } from '../viewset/to-splats';
import { shelve } from './shelve';
import { unshelve } from './unshelve';

const encode = async ({ width, height, pixels }: Picture) => {
  const png = new PNG({ width, height });
  png.data.set(pixels);
  return new Uint8Array(PNG.sync.write(png));
};
const decode = async (bytes: Uint8Array) => {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  return { width, height, data: new Uint8ClampedArray(data) };
};

const viewset = viewsetOf(sphere(0.4), 16);
const photo: Picture = {
  width: 2,
  height: 1,
  pixels: new Uint8ClampedArray([255, 0, 0, 255, 0, 255, 0, 128]),
};
const ball = { cloud: viewsetToCloud(viewset), recipe: awkwardRecipe, viewset, photos: [photo] };
const small = {
  cloud: randomCloud(8, 3),
  recipe: awkwardRecipe,
  viewset: viewsetOf(sphere(0.3), 4),
  photos: [photo],
};

describe('shelve and unshelve', () => {
  it('bring an object back, its splats as precisely as floats can', async () => {
    const object = { ...ball, cloud: randomCloud(500, 1) };
    const { files } = await shelve(object, encode);
    const back = await unshelve(files, decode);
    // Two half turns make a whole one, after which a quaternion has the other sign and means the same.
    for (let i = 0; i < back.cloud.rotations.length; i++) back.cloud.rotations[i]! *= -1;
    for (const name of Object.keys(CLOUD_LAYOUT) as (keyof typeof CLOUD_LAYOUT)[]) {
      const [before, after] = [object.cloud[name], back.cloud[name]];
      const error = before.reduce((most, value, i) => Math.max(most, Math.abs(value - after[i]!)), 0);
      // Opacities keep a millionth away from 0 and 1; the rest is rounding.
      expect(error, name).toBeLessThan(1.5e-6);
    }
    expect(back.recipe).toEqual(awkwardRecipe);
    expect(back.photos).toEqual([photo]);
    expect(back.viewset).toEqual({
      resolution: 16,
      values: halvesToFloats(floatsToHalves(viewset.values)),
    });
  });

  it('draw a thumbnail of the object on nothing', async () => {
    const { thumbnail } = await shelve(ball, encode);
    const { width, height, data } = await decode(thumbnail);
    expect([width, height]).toEqual([256, 256]);
    expect(data[3]).toBe(0);
    const middle = 4 * (128 * width + 128);
    expect(data[middle + 3]).toBe(255);
  });

  it('work without viewset, photos and recipe', async () => {
    const { files } = await shelve({ cloud: ball.cloud, recipe: null, photos: [] }, encode);
    const back = await unshelve(files, decode);
    expect(back.recipe).toBeNull();
    expect(back).not.toHaveProperty('viewset');
    expect(back.photos).toEqual([]);
  });

  it('draw something even where there is nothing to see', async () => {
    const { thumbnail } = await shelve({ cloud: randomCloud(0, 1), recipe: null, photos: [] }, encode);
    expect((await decode(thumbnail)).width).toBe(256);
  });
});

describe('unshelve', () => {
  it.each([
    ['a viewset of no size', { viewset: pack(new Uint8Array(100)) }, /size of none/],
    ['a viewset that is not finite', { viewset: pack(new Uint8Array(2 * 27 * 16).fill(0xff)) }, /not finite/],
    ['a photo that is none', { photos: [packAsIs(new Uint8Array(10))] }, /photo of the object is damaged/],
    ['splats that are none', { splats: pack(new TextEncoder().encode('ply\nend_header\n')) }, /./],
  ])('refuses %s', async (_, change, message) => {
    const { files } = await shelve(small, encode);
    const refusal = await unshelve({ ...files, ...change }, decode).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FileError);
    expect((refusal as Error).message).toMatch(message);
  });

  it('with any bytes changed, gives a valid cloud or a clear refusal', async () => {
    const { files } = await shelve(small, encode);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(files.splats.bytes.length - 1), fc.nat(255)), { maxLength: 5 }),
        async (changes) => {
          const bytes = files.splats.bytes.slice();
          for (const [at, value] of changes) bytes[at] = value;
          try {
            validateCloud((await unshelve({ ...files, splats: { ...files.splats, bytes } }, decode)).cloud);
          } catch (error) {
            expect(error).toBeInstanceOf(FileError);
          }
        },
      ),
    );
  });
});
