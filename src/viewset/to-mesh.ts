import { dropCrumbs } from '../mesh/drop-crumbs';
import { isosurface } from '../mesh/isosurface';
import type { Mesh } from '../mesh/mesh';
import { simplify } from '../mesh/simplify';
import type { FinishedObject } from './finished-object';

/** A loose piece of fewer corners is a speck: a ball of three pixels across has more. */
const CRUMB = 150;
/** What opens at once in every program, and keeps the detail of 64 pixels. */
const TRIANGLES = 40_000;
/** How far simplifying may move the surface, as a share of its extent: a quarter of a pixel. */
const ERROR = 0.004;

/** Nothing in the viewset is solid enough for a surface. */
class NothingSolidError extends Error {
  readonly code = 'NOTHING_SOLID';
}

/**
 * The finished object as a closed surface with coloured corners.
 *
 * @param onProgress takes the share that is done, in [0, 1]
 * @throws NothingSolidError
 */
export async function meshOf(object: FinishedObject, onProgress?: (share: number) => void): Promise<Mesh> {
  const { solid } = object;
  const { positions: places, triangles } = dropCrumbs(isosurface(solid), CRUMB);
  if (triangles.length === 0) {
    throw new NothingSolidError(
      'There is nothing solid here to make a mesh of. Generate the object to its end first.',
    );
  }
  onProgress?.(0.4);
  const surface = places.map((value) => solid.origin + value * solid.spacing);
  const { positions, colors } = object.settle(surface);
  onProgress?.(0.8);
  return simplify({ positions, colors, triangles }, TRIANGLES, ERROR);
}
