import { type Mesh, normalsOf } from './mesh';

/**
 * Takes noise off a surface and keeps its edges: each corner moves along its normal by the mean height of its
 * neighbours above its tangent plane, in which near ones and those of like height count most (Fleishman, Drori and
 * Cohen-Or, "Bilateral Mesh Denoising", 2003).
 *
 * @param height difference, in the units of positions, that is noise and not shape
 */
export function bilateralSmooth<Surface extends Pick<Mesh, 'positions' | 'triangles'>>(
  surface: Surface,
  height: number,
  rounds: number,
): Surface {
  const { triangles } = surface;
  const neighbours = neighboursOf(surface);
  let positions = surface.positions;
  for (let round = 0; round < rounds; round++) {
    const normals = normalsOf({ positions, triangles });
    const moved = positions.slice();
    for (let corner = 0; corner < neighbours.length; corner++) {
      const at = 3 * corner;
      const offsets = [...neighbours[corner]!].map((other) => {
        const d = [0, 1, 2].map((k) => positions[3 * other + k]! - positions[at + k]!);
        return {
          distance: Math.hypot(...d),
          rise: d[0]! * normals[at]! + d[1]! * normals[at + 1]! + d[2]! * normals[at + 2]!,
        };
      });
      const near = offsets.reduce((sum, { distance }) => sum + distance, 0) / offsets.length;
      let sum = 0;
      let weights = 0;
      for (const { distance, rise } of offsets) {
        const weight = Math.exp(-0.5 * ((distance / near) ** 2 + (rise / height) ** 2));
        sum += weight * rise;
        weights += weight;
      }
      if (weights < 1e-9) continue;
      for (let k = 0; k < 3; k++) moved[at + k] = positions[at + k]! + (sum / weights) * normals[at + k]!;
    }
    positions = moved;
  }
  return { ...surface, positions };
}

/** The corners that each corner shares an edge with. */
export function neighboursOf({ positions, triangles }: Pick<Mesh, 'positions' | 'triangles'>): Set<number>[] {
  const neighbours = Array.from({ length: positions.length / 3 }, () => new Set<number>());
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
    neighbours[a]!.add(b).add(c);
    neighbours[b]!.add(a).add(c);
    neighbours[c]!.add(a).add(b);
  }
  return neighbours;
}
