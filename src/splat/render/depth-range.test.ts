import { describe, expect, it } from 'vitest';
import { orbitCamera } from './camera';
import { depthBrightness, depthRange, FAR_BRIGHTNESS, reachOf } from './depth-range';
import { sphereCloud } from './sphere.fixture';

const cameraAt = (distance: number) =>
  orbitCamera({ azimuth: 1, elevation: 0.3, distance, fieldOfView: 0.5 });

describe('depthRange', () => {
  it('spans the object, wherever the camera stands', () => {
    const reach = reachOf(sphereCloud(0.4));
    expect(reach).toBeCloseTo(0.4, 5);
    for (const distance of [1, 3, 10]) {
      const { near, far } = depthRange(cameraAt(distance), reach);
      expect(near).toBeCloseTo(distance - 0.4, 5);
      expect(far).toBeCloseTo(distance + 0.4, 5);
    }
  });

  it('is no larger than the cube that objects live in, and never empty', () => {
    const stray = depthRange(cameraAt(3), 40);
    expect(stray.far - stray.near).toBeCloseTo(Math.sqrt(3), 5);
    const point = depthRange(cameraAt(3), 0);
    expect(point.far).toBeGreaterThan(point.near);
  });
});

describe('depthBrightness', () => {
  it('is brightest near, and stands out from black when far', () => {
    const range = { near: 2, far: 4 };
    expect(depthBrightness(2, range)).toBe(1);
    expect(depthBrightness(4, range)).toBe(FAR_BRIGHTNESS);
    expect(depthBrightness(3, range)).toBeCloseTo((1 + FAR_BRIGHTNESS) / 2, 10);
    expect(depthBrightness(1, range)).toBe(1);
    expect(depthBrightness(5, range)).toBe(FAR_BRIGHTNESS);
  });
});
