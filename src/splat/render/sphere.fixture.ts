import { writeQuaternion } from '../../base/rotation';
import { allocateCloud, type SplatCloud } from '../cloud';

/** Half the angle of the golden section: points in these steps never line up. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/**
 * A sphere about the origin of flat splats that lie on its surface.
 *
 * @param thin which axis of the splats is the short one: 0, 1 or 2
 * @param color sRGB in [0, 1]
 */
export function sphereCloud(
  radius: number,
  {
    count = 4000,
    thin = 2,
    color = [0.8, 0.4, 0.2],
  }: { count?: number; thin?: 0 | 1 | 2; color?: readonly [number, number, number] } = {},
): SplatCloud {
  const cloud = allocateCloud(count);
  cloud.opacities.fill(0.95);
  const spread = 1.5 * radius * Math.sqrt(Math.PI / count);
  for (let i = 0; i < count; i++) {
    const y = 1 - (2 * i + 1) / count;
    const ring = Math.sqrt(1 - y * y);
    const normal = [ring * Math.cos(GOLDEN * i), y, ring * Math.sin(GOLDEN * i)] as const;
    const tangent = [-Math.sin(GOLDEN * i), 0, Math.cos(GOLDEN * i)] as const;
    const other = cross(normal, tangent);
    // Right-handed whichever comes first.
    const axes = [tangent, other, normal];
    const [a, b, c] = [axes[(2 - thin) % 3]!, axes[(3 - thin) % 3]!, axes[(4 - thin) % 3]!];
    writeQuaternion(cloud.rotations, 4 * i, a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]);
    for (let k = 0; k < 3; k++) {
      cloud.positions[3 * i + k] = radius * normal[k]!;
      cloud.scales[3 * i + k] = k === thin ? spread / 20 : spread;
      cloud.colors[3 * i + k] = color[k]!;
    }
  }
  return cloud;
}

type Vector = readonly [number, number, number];

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
