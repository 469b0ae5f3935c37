import { FileError } from '../base/file-error';

/** More than this shows no better, and takes long to strew with splats. */
export const CORNERS_MAX = 4_000_000;

/**
 * Checks that corners are finite and that triangles are of corners that exist.
 *
 * @throws FileError
 */
export function checkSurface(positions: Float32Array, triangles: Uint32Array, kind: string): void {
  if (triangles.length === 0) throw new FileError(`${kind} holds no surface.`);
  const count = positions.length / 3;
  for (const corner of triangles) {
    if (corner >= count)
      throw new FileError(`${kind} is damaged: a triangle names a corner that is not there.`);
  }
  const bad = positions.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new FileError(`${kind} is damaged: a coordinate of corner ${Math.floor(bad / 3)} is no number.`);
}
