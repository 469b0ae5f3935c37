import fc from 'fast-check';
import { Random } from '../base/random';
import { allocateCloud, type SplatCloud } from './cloud';

/** A valid cloud of `count` splats that is a function of the seed. */
export function randomCloud(count: number, seed: number): SplatCloud {
  const random = new Random(seed);
  const cloud = allocateCloud(count);
  for (let i = 0; i < count; i++) {
    const rotation = random.normals(4);
    const norm = Math.hypot(...rotation);
    for (let k = 0; k < 3; k++) {
      cloud.positions[3 * i + k] = random.uniform() - 0.5;
      cloud.scales[3 * i + k] = Math.exp(-2 - 6 * random.uniform());
      cloud.colors[3 * i + k] = random.uniform();
    }
    for (let k = 0; k < 4; k++) cloud.rotations[4 * i + k] = rotation[k]! / norm;
    cloud.opacities[i] = random.uniform();
  }
  return cloud;
}

/** Valid clouds of up to 20 splats, also none. */
export const anyCloud = fc.tuple(fc.nat(20), fc.nat()).map(([count, seed]) => randomCloud(count, seed));
