import { describe, expect, it } from 'vitest';
import type { Picture } from '../photo/picture';
import { allocateCloud } from '../splat/cloud';
import { FAR_BRIGHTNESS } from '../splat/render/depth-range';
import { renderCloud } from '../splat/render/render-cloud';
import { sphereCloud } from '../splat/render/sphere.fixture';
import { still, turntable, views } from './job.fixture';
import { paintDepth, paintJob } from './paint-job';

const COLOR = [0.8, 0.4, 0.2] as const;
const sphere = sphereCloud(0.4, { color: COLOR });
const bytes = COLOR.map((value) => Math.round(255 * value));

function at({ width, pixels }: Picture, x: number, y: number): number[] {
  const pixel = 4 * (y * width + x);
  return [...pixels.subarray(pixel, pixel + 4)];
}

/** The box of pixels that are at least half there: left, top, right, bottom. */
function boxOf({ width, height, pixels }: Picture): number[] {
  const box = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[4 * (y * width + x) + 3]! < 128) continue;
      box[0] = Math.min(box[0]!, x);
      box[1] = Math.min(box[1]!, y);
      box[2] = Math.max(box[2]!, x);
      box[3] = Math.max(box[3]!, y);
    }
  }
  return box;
}

describe('a picture', () => {
  it('has straight colour, full to the faintest edge, and nothing around it', () => {
    const picture = paintJob(sphere, still());
    expect(at(picture, 0, 0)).toEqual([0, 0, 0, 0]);
    expect(at(picture, 32, 32)[3]).toBeGreaterThan(250);
    let edges = 0;
    let worst = 0;
    for (let i = 0; i < picture.pixels.length; i += 4) {
      const alpha = picture.pixels[i + 3]!;
      if (alpha === 0) continue;
      if (alpha < 200) edges++;
      for (let k = 0; k < 3; k++) worst = Math.max(worst, Math.abs(picture.pixels[i + k]! - bytes[k]!));
    }
    expect(worst).toBeLessThanOrEqual(1);
    expect(edges).toBeGreaterThan(50);
  });

  it('over a ground is what the transparent one gives when laid over it', () => {
    const bare = paintJob(sphere, still());
    const grounded = paintJob(sphere, still({ background: 'light' }));
    const ground = at(grounded, 0, 0);
    expect(ground).toEqual([243, 237, 230, 255]);
    let worst = 0;
    for (let i = 0; i < bare.pixels.length; i += 4) {
      const alpha = bare.pixels[i + 3]! / 255;
      for (let k = 0; k < 3; k++) {
        const expected = alpha * bare.pixels[i + k]! + (1 - alpha) * ground[k]!;
        worst = Math.max(worst, Math.abs(grounded.pixels[i + k]! - expected));
      }
    }
    expect(worst).toBeLessThanOrEqual(2);
  });

  it('is framed by its shorter side, in the middle of the longer one', () => {
    const [left, top, right, bottom] = boxOf(paintJob(sphere, still())) as [number, number, number, number];
    expect(right - left).toBe(bottom - top);
    expect(boxOf(paintJob(sphere, still({ width: 128 })))).toEqual([left + 32, top, right + 32, bottom]);
    expect(boxOf(paintJob(sphere, still({ height: 128 })))).toEqual([left, top + 32, right, bottom + 32]);
  });

  it('of many bands is the same as of one', () => {
    const size = 1100;
    const picture = paintJob(sphere, still({ width: size, height: size }));
    const { color } = renderCloud(sphere, still().camera, size, size);
    let different = 0;
    for (let i = 3; i < color.length; i += 4) {
      if (picture.pixels[i] !== Math.round(255 * color[i]!)) different++;
    }
    expect(different).toBe(0);
  });

  it('of normals shows those of a sphere', () => {
    const size = 128;
    const { pixels } = paintJob(sphere, still({ channel: 'normals', width: size, height: size }));
    const tan = Math.tan(0.25);
    let worst = 1;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        // Where the ray through the pixel meets the sphere.
        const [u, v] = [(2 * (x + 0.5)) / size - 1, 1 - (2 * (y + 0.5)) / size].map((value) => value * tan);
        const a = 1 + u! ** 2 + v! ** 2;
        const root = 9 - a * (9 - 0.16);
        // Near the outline splats behind and before are mixed.
        if (root < 0.04) continue;
        const distance = (3 - Math.sqrt(root)) / a;
        const normal = [u! * distance, v! * distance, 3 - distance].map((value) => value / 0.4);
        const shown = [0, 1, 2].map((k) => pixels[4 * (y * size + x) + k]! / 127.5 - 1);
        worst = Math.min(
          worst,
          shown.reduce((sum, value, k) => sum + value * normal[k]!, 0),
        );
      }
    }
    expect(worst).toBeLessThan(1);
    expect(worst).toBeGreaterThan(Math.cos((8 * Math.PI) / 180));
  });

  it('of nothing is empty', () => {
    expect(paintJob(allocateCloud(0), still()).pixels.every((value) => value === 0)).toBe(true);
  });
});

describe('depth', () => {
  it('is bright in the middle of a sphere, darker at its outline, and black where nothing is', () => {
    const picture = paintJob(sphere, still({ channel: 'depth', background: 'dark' }));
    const [middle, edge] = [at(picture, 32, 32)[0]!, at(picture, 32, 17)[0]!];
    expect(middle).toBeGreaterThan(245);
    expect(edge).toBeLessThan(middle - 25);
    expect(edge).toBeGreaterThan(255 * FAR_BRIGHTNESS);
    expect(at(picture, 0, 0)).toEqual([0, 0, 0, 255]);
  });

  it('in 16 bits tells more apart', () => {
    const job = still({ channel: 'depth' });
    const fine = paintDepth(sphere, job, () => {});
    const { pixels } = paintJob(sphere, job);
    const levels = (values: ArrayLike<number>) =>
      new Set(Array.from(values).filter((_, i) => i % 4 === 0)).size;
    expect(levels(fine)).toBeGreaterThan(2 * levels(pixels));
    const errors = Array.from(pixels, (value, i) => Math.abs(fine[i]! / 257 - value));
    expect(Math.max(...errors)).toBeLessThan(0.51);
  });

  it('lies beside the colours, from the same camera', () => {
    const pair = paintJob(sphere, still({ channel: 'colour-depth' }));
    expect([pair.width, pair.height]).toEqual([128, 64]);
    const [colour, depth] = [paintJob(sphere, still()), paintJob(sphere, still({ channel: 'depth' }))];
    for (const [x, y] of [
      [32, 32],
      [20, 40],
      [0, 0],
    ] as const) {
      expect(at(pair, x, y)).toEqual(at(colour, x, y));
      expect(at(pair, 64 + x, y)).toEqual(at(depth, x, y));
    }
  });
});

describe('views', () => {
  it('show all of the object from each of eight sides', () => {
    const off = sphereCloud(0.1);
    // At the object's front and left.
    for (let i = 0; i < off.count; i++) {
      off.positions[3 * i]! += 0.3;
      off.positions[3 * i + 2]! += 0.3;
    }
    const sheet = paintJob(off, views({ width: 32, height: 32 }));
    expect([sheet.width, sheet.height]).toEqual([128, 64]);
    const middles = Array.from({ length: 8 }, (_, view) => {
      const [left, top] = [32 * (view % 4), 32 * Math.floor(view / 4)];
      const pixels = Uint8ClampedArray.from({ length: 4096 }, (_, i) => {
        const [x, y] = [Math.floor(i / 4) % 32, Math.floor(i / 128)];
        return sheet.pixels[4 * ((top + y) * 128 + left + x) + (i % 4)]!;
      });
      const box = boxOf({ width: 32, height: 32, pixels });
      for (const side of box) expect(side % 31).not.toBe(0);
      return (box[0]! + box[2]!) / 2 - 15.5;
    });
    // Front, front left, left, ...: what is at the front left is right of the middle, in it, then left of it.
    expect(middles.map((x) => (Math.abs(x) < 1 ? 0 : Math.sign(x)))).toEqual([1, 0, -1, -1, -1, 0, 1, 1]);
  });
});

describe('a turntable', () => {
  it('starts from the camera, comes round, and turns what is in front to the right', () => {
    const dot = sphereCloud(0.08);
    for (let i = 0; i < dot.count; i++) dot.positions[3 * i + 2]! += 0.35;
    const film = turntable();
    expect(paintJob(dot, film).pixels).toEqual(paintJob(dot, still()).pixels);
    const middle = (turn: number) => {
      const box = boxOf(paintJob(dot, film, { turn }));
      return (box[0]! + box[2]!) / 2;
    };
    expect(middle(0.25)).toBeGreaterThan(40);
    expect(middle(0.75)).toBeLessThan(24);
    expect(middle(0.5)).toBeCloseTo(middle(0), 0);
  });
});
