import { clamp } from '../../base/scalar';
import { signedDistance } from '../../base/signed-distance';
import type { Target } from './target';

/** From this alpha on a pixel belongs to the object. */
const SOLID = 0.5;
/** So near to the outline, pixels, a photo's colours are mixed with its background's. */
const MIXED = 1.5;
/** So far over the outline, pixels, the colours inside are carried. */
const CARRIED = 8;

/** What a photo says of an object's surface. */
export interface Silhouette {
  readonly view: Target['view'];
  /** [size²] pixels that each lies inside the object's outline; below 0 outside. */
  readonly inside: Float32Array;
  /** Red, green and blue, [size²] each in [0, 1]: those of the object, carried over its outline. */
  readonly colors: readonly Float32Array[];
}

export function silhouetteOf({ view, pixels }: Target): Silhouette {
  const { size } = view;
  const isSolid = Uint8Array.from({ length: size * size }, (_, i) => (pixels[4 * i + 3]! >= SOLID ? 1 : 0));
  const inside = smoothed(signedDistance(isSolid, size), size);
  const straight = [0, 1, 2].map((k) =>
    Float32Array.from({ length: size * size }, (_, i) => pixels[4 * i + k]! / (pixels[4 * i + 3]! || 1)),
  );
  const isClear = inside.map((distance) => (distance >= MIXED ? 1 : 0));
  // What is as narrow as a line has no pixel that is clear of the background: its own have to do.
  carryOver(straight, isClear.includes(1) ? isClear : inside.map((distance) => (distance > 0 ? 1 : 0)), size);
  return { view, inside, colors: straight };
}

/** Writes over pixels that are not clear the mean of clear ones beside them, from the outline outwards. */
function carryOver(channels: readonly Float32Array[], isClear: Float32Array, size: number): void {
  for (let ring = 0; ring < CARRIED; ring++) {
    const found: number[] = [];
    for (let pixel = 0; pixel < size * size; pixel++) {
      if (isClear[pixel]) continue;
      const beside = around(pixel, size).filter((other) => isClear[other]);
      if (beside.length === 0) continue;
      found.push(pixel);
      for (const channel of channels) {
        channel[pixel] = beside.reduce((sum, other) => sum + channel[other]!, 0) / beside.length;
      }
    }
    for (const pixel of found) isClear[pixel] = 1;
  }
}

/** The pixels, up to eight, around one. */
function around(pixel: number, size: number): number[] {
  const [column, row] = [pixel % size, Math.floor(pixel / size)];
  const found: number[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(size - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(size - 1, column + 1); x++) {
      if (x !== column || y !== row) found.push(y * size + x);
    }
  }
  return found;
}

/** Means over three by three pixels, those in the middle counting most. */
function smoothed(values: Float32Array, size: number): Float32Array {
  return values.map((value, pixel) => {
    let sum = 4 * value;
    let weight = 4;
    for (const other of around(pixel, size)) {
      const share = other % size === pixel % size || Math.abs(other - pixel) === 1 ? 2 : 1;
      sum += share * values[other]!;
      weight += share;
    }
    return sum / weight;
  });
}

/** A value between pixel centres; beyond the picture, that of its edge. */
export function sampled(values: Float32Array, size: number, column: number, row: number): number {
  const x = clamp(column, 0, size - 1);
  const y = clamp(row, 0, size - 1);
  const left = Math.min(Math.floor(x), size - 2);
  const top = Math.min(Math.floor(y), size - 2);
  const [u, v] = [x - left, y - top];
  const at = top * size + left;
  const upper = values[at]! + u * (values[at + 1]! - values[at]!);
  const lower = values[at + size]! + u * (values[at + size + 1]! - values[at + size]!);
  return upper + v * (lower - upper);
}

/** Where a point appears in a view. */
export interface Appearance {
  /** Pixels; pixel i is centred at i. */
  column: number;
  row: number;
  /** How wide a pixel is there, object units. */
  pixel: number;
  /** From the origin towards the camera, along its axis. */
  height: number;
}

export function writeAppearance(
  { right, down, back, distance, focal, column, row }: Target['view'],
  x: number,
  y: number,
  z: number,
  out: Appearance,
): void {
  out.height = back[0] * x + back[1] * y + back[2] * z;
  out.pixel = (distance - out.height) / focal;
  out.column = column + (right[0] * x + right[1] * y + right[2] * z) / out.pixel;
  out.row = row + (down[0] * x + down[1] * y + down[2] * z) / out.pixel;
}
