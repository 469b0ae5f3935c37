import { clamp } from '../../base/scalar';
import { type Drawing, drawSplats } from '../../kernels/splat-raster/op';
import { PIXEL } from '../../kernels/splat-raster/splats';
import { type SourcedSplats, viewsetToSplats } from '../to-splats';
import { CHANNEL, CHANNELS, type Viewset } from '../viewset';
import type { Target } from './target';

/** Steps of the descent. */
const STEPS = 4;
/** What a mask that is wrong at a pixel weighs beside a colour that is wrong by all of its range. */
const MASK_WEIGHT = 1;
/** A splat that shows in less of a pixel than this follows the less the fainter it is. */
const SEEN = 0.2;
/** How far alpha and depth, in pixels, may go in a step: their gradients say where to, but not how far. */
const ALPHA_RATE = 0.05;
const DEPTH_RATE = 0.5;

/**
 * Pulls a viewset towards what a target shows, by gradient descent on the loss of its rendering through the splats
 * that are drawn of it. A splat is one hit of one pixel: its position along the axis is that pixel's depth, its colour
 * that hit's, and its opacity stands for alpha. What carving, smoothing and the hull do on the way is held, and walls only
 * hide what lies behind them.
 *
 * Colours go as far as a Gauss-Newton step on its diagonal would, residuals averaged over where a splat shows, since
 * one rate for all would be too fast for what is in front and too slow for the rest.
 *
 * @param viewset changed in place
 * @param strength how much of each step, in [0, 1]
 */
export async function pullTowards(viewset: Viewset, target: Target, strength: number): Promise<void> {
  for (let step = 0; step < STEPS; step++) {
    const splats = viewsetToSplats(viewset);
    await drawSplats(splats.cloud, target.view, (drawing) =>
      descend(viewset, splats, drawing, target, strength),
    );
  }
}

async function descend(
  { resolution, values }: Viewset,
  { sources }: SourcedSplats,
  drawing: Drawing,
  target: Target,
  strength: number,
): Promise<void> {
  const { positions, colors, opacities } = await drawing.pull(lossGradient(drawing.picture, target));
  const shows = (await drawing.pull(showing(target))).colors;
  for (let splat = 0; splat < sources.length; splat++) {
    const source = sources[splat]!;
    const side = source % 2;
    const pixel = (source - side) / 2;
    const axis = Math.floor(pixel / resolution ** 2);
    const at = pixel * CHANNELS;
    const rgb = at + (side === 0 ? CHANNEL.rgbNear : CHANNEL.rgbFar);
    const depth = at + (side === 0 ? CHANNEL.depthNear : CHANNEL.depthFar);
    const share = strength / (shows[3 * splat]! + SEEN);
    for (let k = 0; k < 3; k++)
      values[rgb + k] = clamp(values[rgb + k]! - share * colors[3 * splat + k]!, 0, 1);
    values[at + CHANNEL.alpha] = clamp(
      values[at + CHANNEL.alpha]! - strength * ALPHA_RATE * clamp(opacities[splat]!, -1, 1),
      0,
      1,
    );
    const along = clamp(positions[3 * splat + axis]! / resolution, -1, 1);
    values[depth] = clamp(values[depth]! - (strength * DEPTH_RATE * along) / resolution, -0.5, 0.5);
  }
}

/**
 * Of half the squared differences, summed over the pixels: of colour where the target shows its object, as far as the
 * rendering covers it; and of alpha everywhere.
 */
function lossGradient(picture: ArrayLike<number>, { pixels }: Target): Float32Array {
  const gradient = new Float32Array(picture.length);
  for (let from = 0, to = 0; to < picture.length; from += 4, to += PIXEL) {
    const wanted = pixels[from + 3]!;
    const covered = picture[to + 3]!;
    gradient[to + 3] = MASK_WEIGHT * (covered - wanted);
    if (wanted === 0) continue;
    for (let k = 0; k < 3; k++) {
      const color = pixels[from + k]! / wanted;
      const difference = wanted * (picture[to + k]! - covered * color);
      gradient[to + k] = difference;
      gradient[to + 3] = gradient[to + 3]! - difference * color;
    }
  }
  return gradient;
}

/** A gradient whose way back to red says in how many of the target's pixels a splat shows. */
function showing({ pixels }: Target): Float32Array {
  const gradient = new Float32Array((pixels.length / 4) * PIXEL);
  for (let i = 0; i < pixels.length / 4; i++) gradient[PIXEL * i] = pixels[4 * i + 3]!;
  return gradient;
}
