import { describe, expect, it } from 'vitest';
import { validateCloud } from '../cloud';
import { orbitCamera } from './camera';
import { normalColors } from './normals';
import { sphereCloud } from './sphere.fixture';

const camera = orbitCamera({ azimuth: 0.7, elevation: 0.4, distance: 3, fieldOfView: 0.5 });
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, k) => sum + value * b[k]!, 0);

describe('normalColors', () => {
  it.each([0, 1, 2] as const)(
    'are those of the sphere that the splats lie on, axis %i being short',
    (thin) => {
      const sphere = sphereCloud(0.4, { thin });
      validateCloud(sphere);
      const colors = normalColors(sphere, camera);
      let facing = 0;
      for (let i = 0; i < sphere.count; i++) {
        const [x, y, z] = [0, 1, 2].map((k) => 2 * colors[3 * i + k]! - 1) as [number, number, number];
        expect(Math.hypot(x, y, z)).toBeCloseTo(1, 4);
        const centre = [...sphere.positions.subarray(3 * i, 3 * i + 3)];
        const outwards = centre.map((value) => value / 0.4);
        const isFacing =
          dot(
            outwards,
            camera.position.map((value, k) => value - centre[k]!),
          ) > 0;
        const sign = isFacing ? 1 : -1;
        expect(x).toBeCloseTo(sign * dot(outwards, camera.right), 4);
        expect(y).toBeCloseTo(-sign * dot(outwards, camera.down), 4);
        expect(z).toBeCloseTo(-sign * dot(outwards, camera.forward), 4);
        if (isFacing) facing++;
      }
      expect(facing).toBeGreaterThan(1000);
      expect(facing).toBeLessThan(3000);
    },
  );
});
