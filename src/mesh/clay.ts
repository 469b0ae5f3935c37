import { type Mesh, normalsOf } from './mesh';

/** Towards the light, from above the right shoulder; unit. */
const LIGHT = [0.36, 0.8, 0.48] as const;
const SHADE = [0.42, 0.38, 0.36] as const;
const LIT = [0.9, 0.87, 0.84] as const;

/** Colours for a mesh that has none: unglazed clay, lit softly, so that its shape can be read. */
export function clayColors(surface: Pick<Mesh, 'positions' | 'triangles'>): Float32Array {
  const normals = normalsOf(surface);
  return normals.map((_, i) => {
    const at = i - (i % 3);
    const facing = normals[at]! * LIGHT[0] + normals[at + 1]! * LIGHT[1] + normals[at + 2]! * LIGHT[2];
    const share = 0.5 + 0.5 * facing;
    return SHADE[i % 3]! + share * (LIT[i % 3]! - SHADE[i % 3]!);
  });
}
