import { clamp } from '../../base/scalar';
import { signedDistance } from '../../base/signed-distance';
import { SOLID, type Target } from './target';

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
      const beside: number[] = [];
      forEachAround(pixel, size, 1, (other) => {
        if (isClear[other]) beside.push(other);
      });
      if (beside.length === 0) continue;
      found.push(pixel);
      for (const channel of channels) {
        channel[pixel] = beside.reduce((sum, other) => sum + channel[other]!, 0) / beside.length;
      }
    }
    for (const pixel of found) isClear[pixel] = 1;
  }
}

/** Visits a pixel and those up to `reach` away, along the rows. */
export function forEachAround(
  pixel: number,
  size: number,
  reach: number,
  visit: (other: number) => void,
): void {
  const [column, row] = [pixel % size, Math.floor(pixel / size)];
  for (let y = Math.max(0, row - reach); y <= Math.min(size - 1, row + reach); y++) {
    for (let x = Math.max(0, column - reach); x <= Math.min(size - 1, column + reach); x++) {
      visit(y * size + x);
    }
  }
}

/** Means over three by three pixels, those in the middle counting most. */
function smoothed(values: Float32Array, size: number): Float32Array {
  return values.map((value, pixel) => {
    let sum = 4 * value;
    let weight = 4;
    forEachAround(pixel, size, 1, (other) => {
      if (other === pixel) return;
      const share = other % size === pixel % size || Math.abs(other - pixel) === 1 ? 2 : 1;
      sum += share * values[other]!;
      weight += share;
    });
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
