import { type SplatCloud, validateCloud } from '../cloud';
import {
  BITS_3,
  CHUNK_PROPERTIES,
  CHUNK_SPLATS,
  PACKED_PROPERTIES,
  packWord,
  toBits,
} from '../compressed-ply';
import { halfTurn } from '../half-turn';
import { mortonOrder } from '../morton-order';
import { plyComments } from '../ply';
import type { Recipe } from '../recipe';
import { toSmallestThree } from '../smallest-three';

/**
 * A cloud as a compressed .ply as PlayCanvas and SuperSplat read it: 16 bytes a splat, Y down.
 *
 * @param recipe goes into a comment line as JSON
 * @throws RangeError where the cloud is not valid
 */
export function writeCompressedPly(cloud: SplatCloud, recipe: Recipe | null): Uint8Array<ArrayBuffer> {
  validateCloud(cloud);
  const { count } = cloud;
  const chunks = Math.ceil(count / CHUNK_SPLATS);
  const header = new TextEncoder().encode(
    [
      'ply',
      'format binary_little_endian 1.0',
      ...plyComments(recipe),
      `element chunk ${chunks}`,
      ...CHUNK_PROPERTIES.map((name) => `property float ${name}`),
      `element vertex ${count}`,
      ...PACKED_PROPERTIES.map((name) => `property uint ${name}`),
      'end_header',
      '',
    ].join('\n'),
  );
  const chunkBytes = CHUNK_PROPERTIES.length * 4;
  const bytes = new Uint8Array(header.length + chunks * chunkBytes + count * PACKED_PROPERTIES.length * 4);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  const turned = halfTurn(cloud);
  const order = mortonOrder(turned);
  for (let chunk = 0; chunk < chunks; chunk++) {
    const splats = order.subarray(chunk * CHUNK_SPLATS, (chunk + 1) * CHUNK_SPLATS);
    const ranges = [
      rangesOf(turned.positions, splats),
      rangesOf(turned.scales, splats, Math.log),
      rangesOf(turned.colors, splats),
    ] as const;
    ranges
      .flatMap(({ low, high }) => [...low, ...high])
      .forEach((value, i) => {
        view.setFloat32(chunk * chunkBytes + 4 * i, value, true);
      });
    splats.forEach((splat, i) => {
      const at = chunks * chunkBytes + (chunk * CHUNK_SPLATS + i) * PACKED_PROPERTIES.length * 4;
      packSplat(turned, splat, ranges).forEach((word, k) => {
        view.setUint32(at + 4 * k, word, true);
      });
    });
  }
  return bytes;
}

interface Ranges {
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Where each of a splat's three values lies between, in [0, 1]. */
  readonly share: (splat: number) => number[];
}

function rangesOf(
  values: Float32Array,
  splats: Uint32Array,
  map: (value: number) => number = (x) => x,
): Ranges {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = low.map((value) => -value);
  for (const splat of splats) {
    for (let k = 0; k < 3; k++) {
      const value = map(values[3 * splat + k]!);
      low[k] = Math.min(low[k]!, value);
      high[k] = Math.max(high[k]!, value);
    }
  }
  const share = (splat: number) =>
    low.map((least, k) => {
      const span = high[k]! - least;
      return span > 0 ? (map(values[3 * splat + k]!) - least) / span : 0;
    });
  return { low, high, share };
}

function packSplat(
  cloud: SplatCloud,
  splat: number,
  [position, scale, color]: readonly [Ranges, Ranges, Ranges],
) {
  const three = (ranges: Ranges) =>
    packWord(
      ranges.share(splat).map((value, k) => toBits(value, BITS_3[k]!)),
      BITS_3,
    );
  const quaternion = cloud.rotations.subarray(4 * splat, 4 * splat + 4);
  const { largest, rest } = toSmallestThree([...quaternion] as [number, number, number, number]);
  return [
    three(position),
    packWord([largest, ...rest.map((value) => toBits(value / 2 + 0.5, 10))], [2, 10, 10, 10]),
    three(scale),
    packWord(
      [...color.share(splat), cloud.opacities[splat]!].map((value) => toBits(value, 8)),
      [8, 8, 8, 8],
    ),
  ];
}
