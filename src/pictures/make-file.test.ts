import { GifReader } from 'omggif';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { sphereCloud } from '../splat/render/sphere.fixture';
import { still, turntable, views } from './job.fixture';
import { makePictureFile } from './make-file';
import { paintDepth, paintJob } from './paint-job';

const sphere = sphereCloud(0.4);

async function decoded(...args: Parameters<typeof makePictureFile>) {
  return PNG.sync.read(Buffer.from(await makePictureFile(...args))) as PNG & {
    depth: number;
    color: boolean;
    alpha: boolean;
  };
}

describe('PNG', () => {
  it.each([
    ['a transparent picture', still({ width: 75, height: 33 }), true],
    ['an opaque one', still({ background: 'light' }), false],
    ['normals', still({ channel: 'normals' }), true],
    ['a pair', still({ channel: 'colour-depth', background: 'dark' }), false],
    ['a sheet', views({ width: 40, height: 50 }), true],
  ] as const)('of %s holds it to the bit', async (_, job, alpha) => {
    const png = await decoded(sphere, job);
    const painted = paintJob(sphere, job);
    expect([png.width, png.height, png.depth]).toEqual([painted.width, painted.height, 8]);
    expect(png.alpha).toBe(alpha);
    expect(Buffer.compare(png.data, Buffer.from(painted.pixels))).toBe(0);
  });

  it.each(['transparent', 'dark'] as const)('of depth is grey in 16 bits, %s', async (background) => {
    const job = still({ channel: 'depth', background });
    const bytes = Buffer.from(await makePictureFile(sphere, job));
    const png = PNG.sync.read(bytes, { skipRescale: true }) as PNG & { depth: number; color: boolean };
    expect({ depth: png.depth, color: png.color }).toEqual({ depth: 16, color: false });
    expect([...png.data]).toEqual([...paintDepth(sphere, job, () => {})]);
  });

  it('compresses: its filters are worth something', async () => {
    const job = still({ width: 256, height: 256 });
    expect((await makePictureFile(sphere, job)).length).toBeLessThan(256 * 256);
  });
});

describe('GIF', () => {
  const film = turntable({ seconds: 1, framesPerSecond: 7 }, { width: 41, height: 30 });

  it('turns for ever, in its time, and shows the frames', async () => {
    const bytes = await makePictureFile(sphere, { ...film, look: { ...film.look, background: 'dark' } });
    const gif = new GifReader(bytes);
    expect([gif.width, gif.height, gif.numFrames(), gif.loopCount()]).toEqual([41, 30, 7, 0]);
    const delays = Array.from({ length: 7 }, (_, i) => gif.frameInfo(i).delay);
    expect(delays.reduce((a, b) => a + b)).toBe(100);
    const shown = new Uint8Array(4 * 41 * 30);
    gif.decodeAndBlitFrameRGBA(3, shown);
    const painted = paintJob(
      sphere,
      { ...film, look: { ...film.look, background: 'dark' } },
      { turn: 3 / 7 },
    );
    let error = 0;
    for (let i = 0; i < shown.length; i++) error += Math.abs(shown[i]! - painted.pixels[i]!);
    expect(error / shown.length).toBeLessThan(3);
  });

  it('is transparent where less than half is there', async () => {
    const gif = new GifReader(await makePictureFile(sphere, film));
    const shown = new Uint8Array(4 * 41 * 30);
    gif.decodeAndBlitFrameRGBA(0, shown);
    const { pixels } = paintJob(sphere, film);
    const alphas = (values: ArrayLike<number>) => Array.from(values).filter((_, i) => i % 4 === 3);
    expect(alphas(shown)).toEqual(alphas(pixels).map((alpha) => (alpha < 128 ? 0 : 255)));
    // What a frame showed must be gone in the next one.
    expect(gif.frameInfo(0).disposal).toBe(2);
  });
});

describe('progress', () => {
  it.each([
    ['a picture', still({ width: 300, height: 300 })],
    ['a sheet', views()],
    ['a GIF', turntable()],
  ] as const)('of %s never goes back and ends at all', async (_, job) => {
    const shares: number[] = [];
    await makePictureFile(sphere, job, (share) => shares.push(share));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares.at(-1)).toBe(1);
  });
});

it('a film is refused in words where there are no codecs', async () => {
  const film = turntable({ format: 'mp4' });
  await expect(makePictureFile(sphere, film)).rejects.toMatchObject({
    code: 'PICTURE_IMPOSSIBLE',
    message: expect.stringContaining('Choose WebM or GIF'),
  });
});
