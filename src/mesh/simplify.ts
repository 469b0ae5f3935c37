import { MeshoptSimplifier } from 'meshoptimizer';
import { isWatertight, type Mesh } from './mesh';
import { splitForks } from './split-forks';

/** How much a difference in colour, each channel in [0, 1], counts beside one in shape. */
const COLOR_WEIGHT = 0.15;

/** Aims in the order they are tried, as multiples of what was asked for. */
const AIMS = [1, 1.5, 2];

/**
 * The same surface with fewer triangles where it is flat and of one colour (quadric error metrics, Garland and
 * Heckbert, 1997, by meshoptimizer). It stays closed and without forks, which the library does not promise: forks are
 * split, where that fails more triangles are kept, and where nothing helps the surface is given back as it was.
 *
 * @param triangleCount to aim at
 * @param error that is accepted, as a share of the mesh's extent
 */
export async function simplify(mesh: Mesh, triangleCount: number, error: number): Promise<Mesh> {
  await MeshoptSimplifier.ready;
  for (const aim of AIMS) {
    const [triangles] = MeshoptSimplifier.simplifyWithAttributes(
      mesh.triangles,
      mesh.positions,
      3,
      mesh.colors,
      3,
      [COLOR_WEIGHT, COLOR_WEIGHT, COLOR_WEIGHT],
      null,
      Math.min(3 * Math.round(triangleCount * aim), mesh.triangles.length),
      error,
      // Evenly shaped triangles also fork far less often.
      ['Regularize'],
    );
    const simple = splitForks({ ...mesh, triangles });
    if (isWatertight(simple)) return simple;
  }
  return mesh;
}
