import { clamp } from '../base/scalar';
import { allocateCloud, type SplatCloud } from './cloud';
import { fromSmallestThree, toSmallestThree } from './smallest-three';

/**
 * A cloud in 17 bytes a splat instead of 56, close enough to look the same: for the steps on the way to an object,
 * which are looked at and never saved.
 */
export interface CompactCloud {
  readonly count: number;
  /** Lower corner and edge lengths of the box that the centres lie in, object units. */
  readonly origin: readonly [number, number, number];
  readonly extent: readonly [number, number, number];
  /** [n, 3] centres, 0 at the box's lower side and POSITION_MAX at its upper one. */
  readonly positions: Uint16Array;
  /** [n, 7]: natural logarithms of three scales from LOG_SCALE_MIN to LOG_SCALE_MAX, sRGB, opacity. */
  readonly bytes: Uint8Array;
  /** [n]: which component is left out in the upper two bits, the three others with ten bits each. */
  readonly rotations: Uint32Array;
}

const POSITION_MAX = 0xffff;

/** What the viewport tells apart: 45 µ-units to 1 unit in steps of 4 %. */
const LOG_SCALE_MIN = -10;
const LOG_SCALE_MAX = 0;

const ROTATION_MAX = 0x3ff;

/** Bytes of a splat in `bytes`. */
const STRIDE = 7;

/** Bytes of memory that a compact cloud takes. */
export function compactBytes({ positions, bytes, rotations }: CompactCloud): number {
  return positions.byteLength + bytes.byteLength + rotations.byteLength;
}

/** @param cloud as validateCloud wants it; scales outside of [e^-10, 1] become the nearest of these */
export function compactCloud(cloud: SplatCloud): CompactCloud {
  const { count } = cloud;
  const { origin, extent } = boxOf(cloud);
  const positions = new Uint16Array(3 * count);
  const bytes = new Uint8Array(STRIDE * count);
  const rotations = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) {
      const at = 3 * i + k;
      const share = extent[k]! > 0 ? (cloud.positions[at]! - origin[k]!) / extent[k]! : 0;
      positions[at] = code(share, POSITION_MAX);
      const logScale = (Math.log(cloud.scales[at]!) - LOG_SCALE_MIN) / (LOG_SCALE_MAX - LOG_SCALE_MIN);
      bytes[STRIDE * i + k] = code(logScale, 255);
      bytes[STRIDE * i + 3 + k] = code(cloud.colors[at]!, 255);
    }
    bytes[STRIDE * i + 6] = code(cloud.opacities[i]!, 255);
    rotations[i] = packRotation(cloud.rotations, 4 * i);
  }
  return { count, origin, extent, positions, bytes, rotations };
}

export function expandCloud(compact: CompactCloud): SplatCloud {
  const { count, origin, extent, positions, bytes, rotations } = compact;
  const cloud = allocateCloud(count);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) {
      const at = 3 * i + k;
      cloud.positions[at] = origin[k]! + (positions[at]! / POSITION_MAX) * extent[k]!;
      const logScale = bytes[STRIDE * i + k]! / 255;
      cloud.scales[at] = Math.exp(LOG_SCALE_MIN + logScale * (LOG_SCALE_MAX - LOG_SCALE_MIN));
      cloud.colors[at] = bytes[STRIDE * i + 3 + k]! / 255;
    }
    cloud.opacities[i] = bytes[STRIDE * i + 6]! / 255;
    cloud.rotations.set(unpackRotation(rotations[i]!), 4 * i);
  }
  return cloud;
}

/** The nearest of `max` + 1 codes of a value in [0, 1]. */
function code(share: number, max: number): number {
  return Math.round(clamp(share, 0, 1) * max);
}

function packRotation(rotations: Float32Array, at: number): number {
  const { largest, rest } = toSmallestThree([
    rotations[at]!,
    rotations[at + 1]!,
    rotations[at + 2]!,
    rotations[at + 3]!,
  ]);
  let word = largest;
  for (const value of rest) word = word * (ROTATION_MAX + 1) + code((value + 1) / 2, ROTATION_MAX);
  return word;
}

function unpackRotation(word: number): readonly number[] {
  const part = (shift: number) => (2 * ((word >>> shift) & ROTATION_MAX)) / ROTATION_MAX - 1;
  return fromSmallestThree({ largest: word >>> 30, rest: [part(20), part(10), part(0)] });
}

function boxOf({ count, positions }: SplatCloud): Pick<CompactCloud, 'origin' | 'extent'> {
  const low = [0, 0, 0] as [number, number, number];
  const extent = [0, 0, 0] as [number, number, number];
  for (let k = 0; k < 3; k++) {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < count; i++) {
      from = Math.min(from, positions[3 * i + k]!);
      to = Math.max(to, positions[3 * i + k]!);
    }
    if (count > 0) [low[k], extent[k]] = [from, to - from];
  }
  return { origin: low, extent };
}
