import { type Frame, framed, frameOf, type PhotoCamera, project } from './camera';
import type { Picture } from './picture';
import { resize } from './resample';

/** What is held against a photo: points strewn closely on an object's surface. A cloud of splats is one. */
export interface Surface {
  readonly count: number;
  /** [N, 3] in object space. */
  readonly positions: Float32Array;
  /** [N, 3] sRGB in [0, 1]. */
  readonly colors: Float32Array;
  /** [N] in [0, 1]. */
  readonly opacities: Float32Array;
}

/** A surface and a photo, prepared for being compared from many cameras. */
export interface Scene {
  /** [N, 3] */
  readonly positions: Float32Array;
  /** [N, 3] in [0, 1] */
  readonly colors: Float32Array;
  /** [SIZE², 4] the photo, RGB and alpha in [0, 1]. */
  readonly photo: Float32Array;
  /** Half the diagonal of the positions' bounding box. */
  readonly radius: number;
  /** Where the photo's object lies in it. */
  readonly frame: Frame;
}

/** Pixels along a side of the pictures that are compared. */
const SIZE = 64;
/** How far the surface reaches around a point, object units: half a pixel of a viewset of 64, and a little. */
const REACH = 0.6 / 64;
/** Fainter points, and fainter pixels, are left out. */
const SOLID = 0.5;

/** @returns null where surface or photo have nothing solid */
export function sceneOf({ count, positions, colors, opacities }: Surface, photo: Picture): Scene | null {
  const kept = Array.from({ length: count }, (_, i) => i).filter((i) => opacities[i]! >= SOLID);
  const pick = (values: Float32Array) =>
    Float32Array.from(kept.flatMap((i) => [values[3 * i]!, values[3 * i + 1]!, values[3 * i + 2]!]));
  const small = Float32Array.from(resize(photo, SIZE, SIZE).pixels, (value) => value / 255);
  const frame = frameOfAlpha(photo);
  const solid = pick(positions);
  const radius = radiusOf(solid);
  // A single point has no size by which it could be held against anything.
  if (kept.length === 0 || radius === 0 || !frame) return null;
  return { positions: solid, colors: pick(colors), photo: small, radius, frame };
}

function radiusOf(positions: Float32Array): number {
  const low = new Float64Array(3).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(3).fill(Number.NEGATIVE_INFINITY);
  positions.forEach((value, i) => {
    low[i % 3] = Math.min(low[i % 3]!, value);
    high[i % 3] = Math.max(high[i % 3]!, value);
  });
  return Math.hypot(high[0]! - low[0]!, high[1]! - low[1]!, high[2]! - low[2]!) / 2;
}

/** The same place, its picture cropped so that the object is where and as large as it is in the photo. */
export function alike({ positions, frame }: Scene, camera: PhotoCamera): PhotoCamera {
  // Frames are around points, and the surface reaches a little further.
  const reach = reachIn(camera);
  const margin = (reach / (longerOf(frameOf(camera, positions)) + 2 * reach)) * longerOf(frame);
  return framed(camera, positions, {
    low: [frame.low[0] + margin, frame.low[1] + margin],
    high: [frame.high[0] - margin, frame.high[1] - margin],
  });
}

/** How well they agree. */
export interface Likeness {
  /** Intersection over union of the silhouettes, in [0, 1]. */
  readonly overlap: number;
  /** Mean difference of colour where both are, in [0, 1]. */
  readonly difference: number;
}

/** How alike the surface from a camera and the photo are. */
export function likeness({ positions, colors, photo }: Scene, camera: PhotoCamera): Likeness {
  const seen = project(camera, positions, SIZE);
  const nearest = new Float64Array(SIZE * SIZE);
  const index = new Int32Array(SIZE * SIZE).fill(-1);
  const scale = (SIZE / 2) * reachIn({ ...camera, distance: 1 }) * camera.zoom;
  for (let i = 0; i < seen.length; i += 3) {
    const [x, y, inverse] = [seen[i]!, seen[i + 1]!, seen[i + 2]!];
    const reach = scale * inverse;
    const left = Math.max(0, Math.ceil(x - reach));
    const right = Math.min(SIZE - 1, Math.floor(x + reach));
    const bottom = Math.min(SIZE - 1, Math.floor(y + reach));
    for (let row = Math.max(0, Math.ceil(y - reach)); row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const pixel = row * SIZE + column;
        if (inverse <= nearest[pixel]!) continue;
        nearest[pixel] = inverse;
        index[pixel] = i;
      }
    }
  }
  let [both, either, difference] = [0, 0, 0];
  for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
    const alpha = photo[4 * pixel + 3]!;
    const at = index[pixel]!;
    if (at < 0) {
      either += alpha;
      continue;
    }
    either += 1;
    both += alpha;
    for (let k = 0; k < 3; k++) {
      difference += (alpha * Math.abs(colors[at + k]! - photo[4 * pixel + k]!)) / 3;
    }
  }
  return { overlap: either > 0 ? both / either : 0, difference: both > 0 ? difference / both : 1 };
}

function longerOf({ low, high }: Frame): number {
  return Math.max(high[0] - low[0], high[1] - low[1]);
}

/** REACH as a length in a camera's picture, in half its height, before the crop. */
function reachIn({ fieldOfView, distance }: PhotoCamera): number {
  return REACH / Math.tan((fieldOfView * Math.PI) / 360) / distance;
}

/** The bounding box of what is solid in a picture; null where nothing is. */
function frameOfAlpha({ width, height, pixels }: Picture): Frame | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let i = 0; i < width * height; i++) {
    if (pixels[4 * i + 3]! < 255 * SOLID) continue;
    const column = i % width;
    const row = (i - column) / width;
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  }
  if (right <= left) return null;
  return {
    low: [(2 * left) / width - 1, 1 - (2 * bottom) / height],
    high: [(2 * right) / width - 1, 1 - (2 * top) / height],
  };
}
