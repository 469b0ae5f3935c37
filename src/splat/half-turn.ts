import type { SplatCloud } from './cloud';

/**
 * A cloud turned by half a turn about the Z axis, which is its own inverse. Files that come from trained scenes
 * (.ply, .splat, .sog) are Y down by custom, and viewers turn them upright this way.
 */
export function halfTurn(cloud: SplatCloud): SplatCloud {
  const positions = cloud.positions.slice();
  const rotations = cloud.rotations.slice();
  for (let i = 0; i < cloud.count; i++) {
    positions[3 * i] = -positions[3 * i]!;
    positions[3 * i + 1] = -positions[3 * i + 1]!;
    // The product k · (w + xi + yj + zk).
    const [w, x, y, z] = rotations.subarray(4 * i, 4 * i + 4);
    rotations[4 * i] = -z!;
    rotations[4 * i + 1] = -y!;
    rotations[4 * i + 2] = x!;
    rotations[4 * i + 3] = w!;
  }
  return { ...cloud, positions, rotations };
}
