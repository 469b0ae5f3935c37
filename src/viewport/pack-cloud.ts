import { setPackedSplat } from '@sparkjsdev/spark';
import type { SplatCloud } from '../splat/cloud';

/**
 * Range of the natural logarithm of a scale in Spark's 8-bit code: 45 µ-units to 1 unit in steps of 4 %, where
 * Spark's own range (6e-6 to 8,000 units) would give steps of 9 %.
 */
export const SCALE_ENCODING = { lnScaleMin: -10, lnScaleMax: 0 } as const;

/**
 * Writes a cloud into Spark's packed form, 16 bytes a splat (float16 centre, 8-bit colour, opacity, log-scales and
 * octahedral rotation).
 *
 * @param packed at least 4 × cloud.count words, overwritten from the start
 */
export function packCloud(cloud: SplatCloud, packed: Uint32Array): void {
  const { positions, scales, rotations, colors, opacities } = cloud;
  for (let i = 0; i < cloud.count; i++) {
    const at3 = 3 * i;
    const at4 = 4 * i;
    setPackedSplat(
      packed,
      i,
      positions[at3]!,
      positions[at3 + 1]!,
      positions[at3 + 2]!,
      scales[at3]!,
      scales[at3 + 1]!,
      scales[at3 + 2]!,
      rotations[at4 + 1]!,
      rotations[at4 + 2]!,
      rotations[at4 + 3]!,
      rotations[at4]!,
      opacities[i]!,
      colors[at3]!,
      colors[at3 + 1]!,
      colors[at3 + 2]!,
      SCALE_ENCODING,
    );
  }
}

/** FNV-1a over words instead of bytes: tells two packed clouds apart cheaply, with no claim beyond that. */
export function hashWords(words: Uint32Array): string {
  let hash = 0x811c9dc5;
  for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
