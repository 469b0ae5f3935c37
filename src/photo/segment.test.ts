import { beforeAll, describe, expect, test } from 'vitest';
import { modelFolder, startNodeBackend } from '../../bench/support';
import { Random } from '../base/random';
import { loadCutOut } from '../model/cut-out/load';
import { coverage, type Picture, SOLID } from './picture';
import { resize } from './resample';
import { type ObjectFinder, segment } from './segment';

type Color = readonly [number, number, number];

interface Scene {
  readonly background?: (x: number, y: number) => Color;
  readonly object?: (x: number, y: number) => Color;
  /** Whether the object is at a point of the unit square. */
  readonly shape?: (x: number, y: number) => boolean;
  /** Pixels along a side. */
  readonly size?: number;
}

const grey: Color = [205, 203, 200];
const disc = (x: number, y: number) => Math.hypot(x - 0.5, y - 0.55) < 0.28;
/** A red ball, lit from above. */
const ball = (x: number, y: number): Color => {
  const light = 1.1 - 1.2 * Math.hypot(x - 0.42, y - 0.42);
  return [210 * light, 45 * light, 40 * light];
};

/** A noisy picture of an object, and where it is. */
function take({ background = () => grey, object = ball, shape = disc, size = 160 }: Scene) {
  const random = new Random(5);
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  const truth = new Uint8Array(size * size);
  for (let i = 0; i < truth.length; i++) {
    const [x, y] = [(i % size) / size, Math.floor(i / size) / size];
    truth[i] = shape(x, y) ? 1 : 0;
    const color = (truth[i] ? object : background)(x, y);
    random.normals(3).forEach((value, c) => {
      pixels[4 * i + c] = color[c]! + 4 * value;
    });
  }
  return { picture: { width: size, height: size, pixels } satisfies Picture, truth };
}

let finder: ObjectFinder;
/** How often it has looked. */
let looks = 0;

beforeAll(async () => {
  await startNodeBackend('wasm');
  const network = await loadCutOut(modelFolder('cut-out'));
  finder = {
    size: network.config.size,
    find: (pixels) => {
      looks++;
      return network.find(pixels);
    },
  };
});

/** Intersection over union. */
async function overlap({ picture, truth }: ReturnType<typeof take>): Promise<number> {
  const mask = await segment(picture, finder);
  let [both, either] = [0, 0];
  truth.forEach((isObject, i) => {
    const found = mask[i]! >= SOLID;
    if (found && isObject) both++;
    if (found || isObject) either++;
  });
  return both / either;
}

describe('segment', () => {
  test.each<[string, Scene]>([
    ['on a plain ground', {}],
    ['on a table before a wall', { background: (_, y) => (y < 0.62 ? [225, 222, 215] : [140, 105, 70]) }],
    [
      'before leaves',
      {
        background: (x, y) => {
          const leaf = Math.sin(31 * x + 9 * Math.sin(17 * y)) * Math.sin(27 * y + 7 * Math.sin(13 * x));
          return [60 + 50 * leaf, 120 + 80 * leaf, 40 + 30 * leaf];
        },
      },
    ],
    [
      'in a shadow of its own',
      { background: (x, y) => (Math.hypot(x - 0.62, (y - 0.8) * 3) < 0.3 ? [150, 148, 145] : grey) },
    ],
  ])('finds an object %s', async (_, scene) => {
    expect(await overlap(take(scene))).toBeGreaterThan(0.93);
  });

  test('looks at a small object of a large picture again, from nearer', async () => {
    const far = take({ shape: (x, y) => Math.hypot(x - 0.3, y - 0.4) < 0.05, size: 640 });
    looks = 0;
    expect(await overlap(far)).toBeGreaterThan(0.93);
    expect(looks).toBe(2);
  });

  test('gives a picture of any size a mask of that size, with soft edges where it is larger', async () => {
    const large = resize(take({}).picture, 500, 300);
    const mask = await segment(large, finder);
    expect(mask).toHaveLength(500 * 300);
    expect(new Set(mask).size).toBeGreaterThan(10);
    expect(await segment(resize(large, 40, 31), finder)).toHaveLength(40 * 31);
  });

  test.each<[string, Color]>([
    ['white', [255, 255, 255]],
    ['black', [0, 0, 0]],
  ])('finds nothing in %s', async (_, color) => {
    const { picture } = take({ shape: () => false, background: () => color });
    expect(coverage(await segment(picture, finder))).toBe(0);
  });
});
