import { describe, expect, it } from 'vitest';
import { allocateCloud, type SplatCloud } from '../splat/cloud';
import { contactShadow, SHADOW_EXTENT, SHADOW_SIZE } from './contact-shadow';

function cloudOf(points: readonly (readonly [number, number, number])[], opacity = 1): SplatCloud {
  const cloud = allocateCloud(points.length);
  points.forEach((point, i) => {
    cloud.positions.set(point, 3 * i);
  });
  cloud.opacities.fill(opacity);
  return cloud;
}

/** Darkness at a place on the ground. */
function at(texels: Uint8Array, x: number, z: number): number {
  const index = (value: number) => Math.floor((value / SHADOW_EXTENT + 0.5) * SHADOW_SIZE);
  return texels[index(z) * SHADOW_SIZE + index(x)]!;
}

function slab(height: number, x0: number): [number, number, number][] {
  const points: [number, number, number][] = [];
  for (let i = 0; i < 20; i++) for (let k = 0; k < 20; k++) points.push([x0 + i * 0.01, height, k * 0.01]);
  return points;
}

describe('contactShadow', () => {
  it('casts nothing without anything solid', () => {
    expect(contactShadow(cloudOf([]))).toBeNull();
    expect(contactShadow(cloudOf(slab(0, 0), 0.1))).toBeNull();
  });

  it('lies under the object, at its foot, and nowhere else', () => {
    const { floor, texels } = contactShadow(cloudOf(slab(-0.3, 0.1)))!;
    expect(floor).toBeCloseTo(-0.3, 5);
    expect(at(texels, 0.2, 0.1)).toBeGreaterThan(100);
    expect(at(texels, -0.5, -0.5)).toBe(0);
  });

  it('is fainter under what hangs higher', () => {
    const { texels } = contactShadow(cloudOf([...slab(-0.4, 0.2), ...slab(0.3, -0.5)]))!;
    expect(at(texels, -0.4, 0.1)).toBeGreaterThan(0);
    expect(at(texels, -0.4, 0.1)).toBeLessThan(at(texels, 0.3, 0.1) / 4);
  });

  it('is not lifted off by a stray splat', () => {
    const { floor } = contactShadow(cloudOf([...slab(-0.3, 0), [0, -0.5, 0]]))!;
    expect(floor).toBeCloseTo(-0.3, 5);
  });

  it('takes splats outside the square as no concern of its own', () => {
    const { texels } = contactShadow(cloudOf([[3, 0, 0], ...slab(0, 0)]))!;
    expect(at(texels, 0.1, 0.1)).toBeGreaterThan(0);
  });
});
