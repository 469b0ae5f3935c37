import { PNG } from 'pngjs';
import type { Rendering } from '../splat/render/render-cloud';

/** What lies behind the object, sRGB in [0, 1]. */
const BACKGROUND = [0.93, 0.93, 0.94] as const;

/** A rendering in colour on a neutral background, as a PNG file. */
export function colorPng({ width, height, color }: Rendering): Buffer {
  return encode(width, height, (pixel, channel) => {
    const alpha = color[4 * pixel + 3]!;
    return color[4 * pixel + channel]! + (1 - alpha) * BACKGROUND[channel]!;
  });
}

/** Grey of the farthest point: above the black of the background. */
const FARTHEST = 0.15;
/** Pixels more transparent than this are background. */
const ALPHA_SOLID = 0.5;

/** The depth of a rendering as a PNG file: near is bright, the object's own range is spread over the greys. */
export function depthPng({ width, height, color, depth }: Rendering): Buffer {
  const isSolid = (pixel: number) => color[4 * pixel + 3]! >= ALPHA_SOLID;
  let near = Number.POSITIVE_INFINITY;
  let far = Number.NEGATIVE_INFINITY;
  for (let pixel = 0; pixel < depth.length; pixel++) {
    if (!isSolid(pixel)) continue;
    near = Math.min(near, depth[pixel]!);
    far = Math.max(far, depth[pixel]!);
  }
  const range = Math.max(far - near, 1e-6);
  return encode(width, height, (pixel) =>
    isSolid(pixel) ? FARTHEST + ((1 - FARTHEST) * (far - depth[pixel]!)) / range : 0,
  );
}

/** An opaque RGB picture from values in [0, 1]. */
function encode(width: number, height: number, value: (pixel: number, channel: number) => number): Buffer {
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      png.data[4 * pixel + channel] = Math.round(255 * Math.min(Math.max(value(pixel, channel), 0), 1));
    }
    png.data[4 * pixel + 3] = 255;
  }
  return PNG.sync.write(png, { colorType: 2 });
}
