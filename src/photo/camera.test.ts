import { describe, expect, test } from 'vitest';
import { axesOf, cameraAround, cropped, framed, frameOf, project } from './camera';

/** Corners of a box that is not symmetric about the origin. */
const points = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [
  i & 1 ? 0.3 : -0.2,
  i & 2 ? 0.45 : -0.45,
  i & 4 ? 0.25 : -0.3,
]);
const camera = cameraAround(0.6, { azimuth: 30, elevation: 20, fieldOfView: 40 });

describe('the camera of a photo', () => {
  test('projects as training/kiln/photo.py does', () => {
    // Camera(30, 20, 40, centre=(0.1, -0.05), zoom=1.3).project(points[:2], 128, 0.6)
    const seen = project({ ...camera, centre: [0.1, -0.05], zoom: 1.3 }, points.slice(0, 6), 128);
    const expected = [
      53.10460790918118, 86.15322348028945, 0.39125474277109396, 95.54179809758188, 97.28856988929223,
      0.4308568647442037,
    ];
    seen.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 9);
    });
  });

  test('has axes at right angles, the last from the object to the camera', () => {
    const [right, up, back] = axesOf(camera);
    const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k]!, 0);
    expect([dot(right, up), dot(up, back), dot(back, right)].every((x) => Math.abs(x) < 1e-12)).toBe(true);
    expect(back[1]).toBeCloseTo(Math.sin((20 * Math.PI) / 180), 12);
  });

  test('the origin is in the middle, at the distance', () => {
    const [column, row, inverse] = project(camera, [0, 0, 0], 64);
    expect([column, row]).toEqual([31.5, 31.5]);
    expect(1 / inverse!).toBeCloseTo(camera.distance, 12);
  });

  test('cropped, the longer side takes its share, and the object is centred', () => {
    const { low, high } = frameOf(cropped(camera, points, 0.9), points);
    expect(Math.max(high[0] - low[0], high[1] - low[1])).toBeCloseTo(1.8, 9);
    expect(low[0]).toBeCloseTo(-high[0], 9);
    expect(low[1]).toBeCloseTo(-high[1], 9);
  });

  test('a crop may be framed again', () => {
    const frame = { low: [-0.5, 0.1], high: [0.1, 0.9] } as const;
    const { low, high } = frameOf(framed(cropped(camera, points, 0.9), points, frame), points);
    expect((low[0] + high[0]) / 2).toBeCloseTo(-0.2, 9);
    expect((low[1] + high[1]) / 2).toBeCloseTo(0.5, 9);
    expect(Math.max(high[0] - low[0], high[1] - low[1])).toBeCloseTo(0.8, 9);
  });
});
