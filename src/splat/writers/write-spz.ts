import { gzip } from '../../base/gzip';
import { clamp } from '../../base/scalar';
import { type SplatCloud, validateCloud } from '../cloud';
import { mortonOrder } from '../morton-order';
import { RECIPE_KEYWORD, SH_C0 } from '../ply';
import { formatRecipe, type Recipe } from '../recipe';
import { toSmallestThree } from '../smallest-three';
import {
  SPZ_COLOR_SCALE,
  SPZ_HEADER_BYTES,
  SPZ_MAGIC,
  SPZ_ROTATION_BITS,
  SPZ_SCALE_OFFSET,
  SPZ_SCALE_STEPS,
} from '../spz';

/** The newest version that readers without zstd know. */
const VERSION = 3;
/** Bits below the point of a centre's 24, where the cloud is small enough: steps of a millionth. */
const FRACTION_BITS_MAX = 20;
/** Bits of a centre without its sign. */
const CENTRE_BITS = 23;

/**
 * A cloud as an .spz of version 3: 20 bytes a splat, then gzip.
 *
 * @param recipe goes into the comment that gzip has room for
 * @throws RangeError where the cloud is not valid
 */
export function writeSpz(cloud: SplatCloud, recipe: Recipe | null): Uint8Array<ArrayBuffer> {
  validateCloud(cloud);
  const { count } = cloud;
  const fractionBits = fractionBitsFor(cloud.positions);
  const bytes = new Uint8Array(SPZ_HEADER_BYTES + count * 20);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, SPZ_MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, count, true);
  bytes[13] = fractionBits;
  const alphas = SPZ_HEADER_BYTES + 9 * count;
  const colors = alphas + count;
  const scales = colors + 3 * count;
  const rotations = scales + 3 * count;
  mortonOrder(cloud).forEach((from, to) => {
    for (let k = 0; k < 3; k++) {
      const fixed = Math.round(cloud.positions[3 * from + k]! * 2 ** fractionBits);
      for (let byte = 0; byte < 3; byte++) {
        bytes[SPZ_HEADER_BYTES + 9 * to + 3 * k + byte] = fixed >> (8 * byte);
      }
      const coefficient = (cloud.colors[3 * from + k]! - 0.5) / SH_C0;
      bytes[colors + 3 * to + k] = byteOf((coefficient * SPZ_COLOR_SCALE + 0.5) * 255);
      const size = (Math.log(cloud.scales[3 * from + k]!) + SPZ_SCALE_OFFSET) * SPZ_SCALE_STEPS;
      bytes[scales + 3 * to + k] = byteOf(size);
    }
    bytes[alphas + to] = byteOf(cloud.opacities[from]! * 255);
    const [w, x, y, z] = cloud.rotations.subarray(4 * from, 4 * from + 4);
    view.setUint32(rotations + 4 * to, packRotation([x!, y!, z!, w!]), true);
  });
  return gzip(bytes, recipe && `${RECIPE_KEYWORD} ${formatRecipe(recipe)}`);
}

function fractionBitsFor(positions: Float32Array): number {
  const reach = positions.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return clamp(CENTRE_BITS - 1 - Math.ceil(Math.log2(reach)), 0, FRACTION_BITS_MAX);
}

function byteOf(value: number): number {
  return Math.round(clamp(value, 0, 255));
}

function packRotation(quaternion: readonly [number, number, number, number]): number {
  const { largest, rest } = toSmallestThree(quaternion);
  const top = 2 ** SPZ_ROTATION_BITS - 1;
  return rest.reduce((word, value) => {
    const sign = value < 0 ? 1 : 0;
    return (
      ((word << (SPZ_ROTATION_BITS + 1)) |
        (sign << SPZ_ROTATION_BITS) |
        Math.round(Math.abs(value) * top)) >>>
      0
    );
  }, largest);
}
