import { bilateralSmooth } from '../mesh/bilateral';
import { dropCrumbs } from '../mesh/drop-crumbs';
import { isosurface } from '../mesh/isosurface';
import type { Mesh } from '../mesh/mesh';
import { simplify } from '../mesh/simplify';
import { paint } from './paint';
import { solidField } from './solid-field';
import type { Viewset } from './viewset';

/** Heights that are noise of the depths and not shape, in pixels of the viewset. */
const NOISE = 0.35;
const SMOOTHING_ROUNDS = 3;
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
 * A closed surface with coloured corners around the solid that a viewset shows.
 *
 * @param onProgress takes the share that is done, in [0, 1]
 * @throws NothingSolidError
 */
export async function viewsetToMesh(viewset: Viewset, onProgress?: (share: number) => void): Promise<Mesh> {
  const field = solidField(viewset);
  onProgress?.(0.3);
  const raw = dropCrumbs(isosurface(field), CRUMB);
  if (raw.triangles.length === 0) {
    throw new NothingSolidError(
      'There is nothing solid here to make a mesh of. Generate the object to its end first.',
    );
  }
  onProgress?.(0.6);
  const smooth = bilateralSmooth(
    { ...raw, positions: raw.positions.map((value) => field.origin + value * field.spacing) },
    NOISE / viewset.resolution,
    SMOOTHING_ROUNDS,
  );
  onProgress?.(0.8);
  const colors = paint(smooth, viewset);
  onProgress?.(0.9);
  return simplify({ ...smooth, colors }, TRIANGLES, ERROR);
}
