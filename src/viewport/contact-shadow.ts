import type { SplatCloud } from '../splat/cloud';

export interface ContactShadow {
  /** Height of the ground the object stands on, object units. */
  readonly floor: number;
  /** [size, size] darkness in 0..255; row is z ascending, column is x ascending, over [-extent/2, extent/2]. */
  readonly texels: Uint8Array<ArrayBuffer>;
}

/** Texels along a side: a shadow this soft needs no more. */
export const SHADOW_SIZE = 64;
/** Side of the square that the texels cover, object units: the unit cube and room for the blur around it. */
export const SHADOW_EXTENT = 1.6;

/** Splats fainter than this cast nothing, so that the mist of early steps has no outline on the ground. */
const MIN_OPACITY = 0.15;
/** The share of splats that may lie below the floor: a stray one must not lift the whole object. */
const STRAY = 0.005;
/** Height above the floor at which a splat's shadow has faded to 1 / e. */
const FADE = 0.22;
/** Opaque splats in one texel that make it fully dark. */
const SATURATION = 3;
const BLUR_RADIUS = 3;
const BLUR_PASSES = 3;

/**
 * The soft dark patch under an object: opacity falls straight down on the ground, weakened with height, and is
 * blurred by repeated boxes, which approach a Gaussian. Null when nothing is solid enough to cast any.
 */
export function contactShadow(cloud: SplatCloud): ContactShadow | null {
  const floor = floorOf(cloud);
  if (floor === null) return null;
  let density = new Float32Array(SHADOW_SIZE * SHADOW_SIZE);
  const texelsPerUnit = SHADOW_SIZE / SHADOW_EXTENT;
  for (let i = 0; i < cloud.count; i++) {
    const opacity = cloud.opacities[i]!;
    if (opacity < MIN_OPACITY) continue;
    const column = Math.floor((cloud.positions[3 * i]! + SHADOW_EXTENT / 2) * texelsPerUnit);
    const row = Math.floor((cloud.positions[3 * i + 2]! + SHADOW_EXTENT / 2) * texelsPerUnit);
    if (column < 0 || column >= SHADOW_SIZE || row < 0 || row >= SHADOW_SIZE) continue;
    const height = Math.max(0, cloud.positions[3 * i + 1]! - floor);
    density[row * SHADOW_SIZE + column]! += (opacity * Math.exp(-height / FADE)) / SATURATION;
  }
  for (let i = 0; i < density.length; i++) density[i] = Math.min(1, density[i]!);
  for (let pass = 0; pass < BLUR_PASSES; pass++) {
    density = boxBlur(boxBlur(density, 1, SHADOW_SIZE), SHADOW_SIZE, 1);
  }
  return { floor, texels: Uint8Array.from(density, (value) => Math.round(255 * value)) };
}

/** The low end of the solid splats' heights, without the lowest few; null where none is solid. */
function floorOf(cloud: SplatCloud): number | null {
  const heights: number[] = [];
  for (let i = 0; i < cloud.count; i++) {
    if (cloud.opacities[i]! >= MIN_OPACITY) heights.push(cloud.positions[3 * i + 1]!);
  }
  if (heights.length === 0) return null;
  const sorted = Float32Array.from(heights).sort();
  return sorted[Math.floor(sorted.length * STRAY)]!;
}

/** One running-sum box blur along lines: `step` from a texel to the next, `stride` from a line to the next. */
function boxBlur(source: Float32Array, step: number, stride: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(source.length);
  const width = 2 * BLUR_RADIUS + 1;
  for (let line = 0; line < SHADOW_SIZE; line++) {
    const start = line * stride;
    let sum = 0;
    for (let i = -BLUR_RADIUS; i < SHADOW_SIZE; i++) {
      const entering = i + BLUR_RADIUS;
      if (entering < SHADOW_SIZE) sum += source[start + entering * step]!;
      const leaving = i - BLUR_RADIUS - 1;
      if (leaving >= 0) sum -= source[start + leaving * step]!;
      if (i >= 0) out[start + i * step] = sum / width;
    }
  }
  return out;
}
