import { clamp } from '../../base/scalar';
import { type Drawing, drawSplats } from '../../kernels/splat-raster/op';
import { PIXEL } from '../../kernels/splat-raster/splats';
import type { SplatCloud } from '../../splat/cloud';
import type { Target } from './target';

/** Steps of the descent: twice as many gain nothing that can be measured. */
const STEPS = 4;
/** Pixels that are less covered are mixed with the background. */
const COVERED = 0.9;
/** A splat that shows in less of a pixel than this follows the less the fainter it is. */
const SEEN = 0.2;

/**
 * Gives splats the colours with which their rendering is what photos show, by descent on its squared error through the
 * rasteriser, as in "GSD: View-Guided Gaussian Splatting Diffusion" (Mu et al., 2024): discs overlap and soften what
 * they are painted with, and which of them show where is known to the renderer alone. Each colour goes as far as a
 * Gauss-Newton step on its diagonal would, since one rate for all would be too fast for what is in front and too slow
 * for the rest.
 *
 * @param cloud its colours are changed
 * @param strength in (0, 1]: how much of the way from what it shows to the photos
 */
export async function refineColors(
  cloud: SplatCloud,
  photos: readonly Target[],
  strength: number,
): Promise<void> {
  const lessons = new Map<Target, Lesson>();
  for (let step = 0; step < STEPS; step++) {
    for (const photo of photos) {
      await drawSplats(cloud, photo.view, async (drawing) => {
        const lesson = lessons.get(photo) ?? (await lessonOf(photo, drawing, strength));
        lessons.set(photo, lesson);
        await descend(cloud, drawing, lesson);
      });
    }
  }
}

/** What a photo teaches splats whose places stay. */
interface Lesson {
  /** [size², 3] the colours that pixels shall have, multiplied by alpha; NaN where the photo does not tell. */
  readonly goal: Float32Array;
  /** [n] in how many of these pixels each splat shows. */
  readonly shows: Float32Array;
}

async function lessonOf({ pixels }: Target, drawing: Drawing, strength: number): Promise<Lesson> {
  const { picture } = drawing;
  const goal = new Float32Array((3 * pixels.length) / 4).fill(Number.NaN);
  const told = new Float32Array(picture.length);
  for (let pixel = 0; pixel < pixels.length / 4; pixel++) {
    const alpha = pixels[4 * pixel + 3]!;
    if (alpha < COVERED) continue;
    told[PIXEL * pixel] = 1;
    const covered = picture[PIXEL * pixel + 3]!;
    for (let k = 0; k < 3; k++) {
      const drawn = picture[PIXEL * pixel + k]!;
      goal[3 * pixel + k] = drawn + strength * ((covered * pixels[4 * pixel + k]!) / alpha - drawn);
    }
  }
  // The way back to red, which is as long for every colour.
  const { colors } = await drawing.pull(told);
  return { goal, shows: Float32Array.from({ length: colors.length / 3 }, (_, i) => colors[3 * i]!) };
}

async function descend({ colors }: SplatCloud, drawing: Drawing, { goal, shows }: Lesson): Promise<void> {
  const { picture } = drawing;
  const error = new Float32Array(picture.length);
  for (let pixel = 0; pixel < goal.length / 3; pixel++) {
    if (Number.isNaN(goal[3 * pixel]!)) continue;
    for (let k = 0; k < 3; k++) error[PIXEL * pixel + k] = picture[PIXEL * pixel + k]! - goal[3 * pixel + k]!;
  }
  const gradient = (await drawing.pull(error)).colors;
  for (let i = 0; i < colors.length; i++) {
    colors[i] = clamp(colors[i]! - gradient[i]! / (shows[Math.floor(i / 3)]! + SEEN), 0, 1);
  }
}
