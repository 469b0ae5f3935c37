import { describe, expect, test } from 'vitest';
import { type SplatCloud, validateCloud } from '../cloud';
import { orbitCamera } from './camera';
import { renderCloud } from './render-cloud';

const SIZE = 65;
const CENTRE = (SIZE - 1) / 2;
const DISTANCE = 2;
const front = orbitCamera({ azimuth: 0, elevation: 0, distance: DISTANCE, fieldOfView: 0.6 });
const FOCAL = SIZE / (2 * Math.tan(0.3));

interface Splat {
  position: [number, number, number];
  scale?: [number, number, number];
  rotation?: [number, number, number, number];
  color?: [number, number, number];
  opacity?: number;
}

function cloudOf(splats: Splat[]): SplatCloud {
  const pick = (get: (splat: Splat) => number[]) => Float32Array.from(splats.flatMap(get));
  const cloud = {
    count: splats.length,
    positions: pick(({ position }) => position),
    scales: pick(({ scale }) => scale ?? [0.05, 0.05, 0.05]),
    rotations: pick(({ rotation }) => rotation ?? [1, 0, 0, 0]),
    colors: pick(({ color }) => color ?? [1, 1, 1]),
    opacities: pick(({ opacity }) => [opacity ?? 0.9]),
  };
  validateCloud(cloud);
  return cloud;
}

const draw = (splats: Splat[], camera = front) => renderCloud(cloudOf(splats), camera, SIZE, SIZE);
type Rendering = ReturnType<typeof draw>;
const alphaAt = ({ color }: Rendering, column: number, row: number) => color[4 * (row * SIZE + column) + 3]!;

/** Centre of mass of what is drawn, in pixels from the middle, and its variances. */
function momentsOf({ color }: Rendering) {
  let [mass, x, y, xx, yy] = [0, 0, 0, 0, 0];
  for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
    const alpha = color[4 * pixel + 3]!;
    const dx = (pixel % SIZE) - CENTRE;
    const dy = Math.floor(pixel / SIZE) - CENTRE;
    mass += alpha;
    x += alpha * dx;
    y += alpha * dy;
    xx += alpha * dx * dx;
    yy += alpha * dy * dy;
  }
  return { x: x / mass, y: y / mass, xx: xx / mass - (x / mass) ** 2, yy: yy / mass - (y / mass) ** 2 };
}

describe('renderCloud', () => {
  test('draws a splat with its opacity at its centre', () => {
    const large = draw([{ position: [0, 0, 0], scale: [0.5, 0.5, 0.5], opacity: 0.7 }]);
    expect(alphaAt(large, CENTRE, CENTRE)).toBeCloseTo(0.7, 3);
  });

  test('covers no more with a splat smaller than a pixel than its area', () => {
    const scale = 0.004;
    const { color } = draw([{ position: [0, 0, 0], scale: [scale, scale, scale], opacity: 0.8 }]);
    let covered = 0;
    for (let i = 3; i < color.length; i += 4) covered += color[i]!;
    const area = 2 * Math.PI * ((FOCAL * scale) / DISTANCE) ** 2;
    expect(covered / (0.8 * area)).toBeCloseTo(1, 1);
  });

  test('shows +X to the right and +Y up from the front, at the scale of the perspective', () => {
    const { x, y } = momentsOf(draw([{ position: [0.2, 0.1, 0.4] }]));
    expect(x).toBeCloseTo((FOCAL * 0.2) / (DISTANCE - 0.4), 0);
    expect(y).toBeCloseTo((-FOCAL * 0.1) / (DISTANCE - 0.4), 0);
  });

  test('from the right the object shows its +X side, with +Z to the left', () => {
    const right = orbitCamera({ azimuth: Math.PI / 2, elevation: 0, distance: DISTANCE, fieldOfView: 0.6 });
    expect(momentsOf(draw([{ position: [0, 0, 0.2] }], right)).x).toBeLessThan(-5);
  });

  test('from above +Z points down', () => {
    const above = orbitCamera({ azimuth: 0, elevation: 1.5, distance: DISTANCE, fieldOfView: 0.6 });
    expect(momentsOf(draw([{ position: [0, 0, 0.2] }], above)).y).toBeGreaterThan(5);
  });

  test('gives a splat the extent of its scales, turned by its rotation', () => {
    const scale: [number, number, number] = [0.12, 0.04, 0.01];
    const variance = (length: number) => (FOCAL * length) ** 2 / DISTANCE ** 2 + 0.3;
    const level = momentsOf(draw([{ position: [0, 0, 0], scale, opacity: 0.5 }]));
    expect(level.xx / variance(0.12)).toBeCloseTo(1, 1);
    expect(level.yy / variance(0.04)).toBeCloseTo(1, 1);
    const quarterTurn: [number, number, number, number] = [Math.SQRT1_2, 0, 0, Math.SQRT1_2];
    const turned = momentsOf(draw([{ position: [0, 0, 0], scale, rotation: quarterTurn, opacity: 0.5 }]));
    expect(turned.xx).toBeCloseTo(level.yy, 3);
    expect(turned.yy).toBeCloseTo(level.xx, 3);
  });

  test('composites front to back, whatever the order of the splats', () => {
    const scale: [number, number, number] = [0.5, 0.5, 0.5];
    const near: Splat = { position: [0, 0, 0.3], scale, color: [1, 0, 0], opacity: 0.6 };
    const far: Splat = { position: [0, 0, -0.3], scale, color: [0, 1, 0], opacity: 0.5 };
    for (const splats of [
      [near, far],
      [far, near],
    ]) {
      const { color, depth } = draw(splats);
      const pixel = CENTRE * SIZE + CENTRE;
      const [red, green, blue, alpha] = color.subarray(4 * pixel, 4 * pixel + 4);
      expect(red).toBeCloseTo(0.6, 3);
      expect(green).toBeCloseTo(0.4 * 0.5, 3);
      expect(blue).toBe(0);
      expect(alpha).toBeCloseTo(0.8, 3);
      expect(depth[pixel]).toBeCloseTo((0.6 * (DISTANCE - 0.3) + 0.2 * (DISTANCE + 0.3)) / 0.8, 3);
    }
  });

  test('leaves out what is behind the camera, and draws nothing from nothing', () => {
    for (const splats of [[], [{ position: [0, 0, 3] } satisfies Splat]]) {
      const { color, depth } = draw(splats);
      expect(Math.max(...color, ...depth)).toBe(0);
    }
  });
});
