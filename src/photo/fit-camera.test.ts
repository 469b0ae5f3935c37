import { describe, expect, test } from 'vitest';
import { box, type Solid, viewsetOf } from '../viewset/solids.fixture';
import { viewsetToCloud } from '../viewset/to-splats';
import { axesOf, cameraAround, type PhotoCamera } from './camera';
import { type CameraAngles, cameraAt, fitCamera } from './fit-camera';
import { frameObject } from './frame';
import { fullMask, type Picture } from './picture';

/** A long box, turned, that looks different from everywhere in outline and in colour. */
const SOLID = box([0.42, 0.2, 0.13], 0.5);
const RADIUS = 0.5;
const cloud = viewsetToCloud(viewsetOf(SOLID, 64));

/** What a camera sees of a solid, ray by ray. */
function photograph(solid: Solid, camera: PhotoCamera, size = 192): Picture {
  const pixels = new Uint8ClampedArray(size * size * 4);
  const [right, up, back] = axesOf(camera);
  const half = Math.tan((camera.fieldOfView * Math.PI) / 360);
  const origin = back.map((value) => value * camera.distance) as [number, number, number];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const x = half * ((2 * (column + 0.5)) / size - 1);
      const y = half * (1 - (2 * (row + 0.5)) / size);
      const ray = [0, 1, 2].map((k) => x * right[k]! + y * up[k]! - back[k]!) as [number, number, number];
      const hit = solid.intersect(origin, ray);
      if (!hit) continue;
      const color = origin.map((value, k) => 255 * (value + hit[0] * ray[k]! + 0.5));
      pixels.set([...color, 255], 4 * (row * size + column));
    }
  }
  const picture = { width: size, height: size, pixels };
  return frameObject(picture, fullMask(picture))!;
}

const photoFrom = (angles: CameraAngles) => photograph(SOLID, cameraAround(RADIUS, angles));

describe('the camera of a photo', () => {
  test.each([
    { azimuth: 0, elevation: 5, fieldOfView: 50 },
    { azimuth: 0, elevation: 38, fieldOfView: 25 },
    { azimuth: 90, elevation: 20, fieldOfView: 40 },
    { azimuth: 200, elevation: -6, fieldOfView: 32 },
  ])('is found at $azimuth, $elevation, $fieldOfView', (truth) => {
    const { camera, overlap } = fitCamera(cloud, photoFrom(truth), truth.azimuth)!;
    expect(camera.azimuth).toBe(truth.azimuth);
    expect(Math.abs(camera.elevation - truth.elevation)).toBeLessThan(3);
    expect(Math.abs(camera.fieldOfView - truth.fieldOfView)).toBeLessThan(12);
    expect(overlap).toBeGreaterThan(0.93);
  });

  test('is found all around where its azimuth is unknown', () => {
    const { camera } = fitCamera(cloud, photoFrom({ azimuth: 130, elevation: 25, fieldOfView: 40 }), null)!;
    expect(Math.abs(camera.azimuth - 130)).toBeLessThan(4);
    expect(Math.abs(camera.elevation - 25)).toBeLessThan(4);
  });

  test('stays near to what is expected as far as that is sure', () => {
    const photo = photoFrom({ azimuth: 0, elevation: 10, fieldOfView: 40 });
    const at = (deviation: number) => {
      const expected = {
        elevation: { mean: 40, deviation },
        fieldOfView: { mean: 40, deviation: 10 },
      };
      return fitCamera(cloud, photo, 0, expected)!.camera.elevation;
    };
    expect(Math.abs(at(40) - 10)).toBeLessThan(5);
    expect(Math.abs(at(1) - 40)).toBeLessThan(5);
    expect(at(6)).toBeGreaterThan(at(40));
  });

  test('is told how well it fits where a hand has set it', () => {
    const photo = photoFrom({ azimuth: 0, elevation: 10, fieldOfView: 30 });
    const at = (elevation: number) => cameraAt(cloud, photo, { azimuth: 0, elevation, fieldOfView: 30 })!;
    expect(at(10).overlap).toBeGreaterThan(at(50).overlap + 0.05);
    expect(at(50).camera.elevation).toBe(50);
  });

  test('is nowhere for nothing', () => {
    const blank = { width: 8, height: 8, pixels: new Uint8ClampedArray(256) };
    expect(fitCamera(cloud, blank, 0)).toBeNull();
    const none = { ...cloud, count: 0 };
    expect(fitCamera(none, photoFrom({ azimuth: 0, elevation: 0, fieldOfView: 30 }), 0)).toBeNull();
  });
});
