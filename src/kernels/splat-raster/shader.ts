/** Pixels along a side of a tile; a workgroup has an invocation for each of its pixels. */
export const TILE = 16;
export const TILE_PIXELS = TILE * TILE;

/** A footprint on the GPU is three quadruples: x, y, depth, reach; conic xx, xy, yy, opacity; red, green, blue. */
export const FOOTPRINT_4 = 3;
/** So are a splat's gradients at its footprint: x, y, ln alpha, depth; conic xx, xy, yy; red, green, blue. */
export const PULL_4 = 3;
/** A splat as it is uploaded: position, opacity; scales; rotation; colour. */
export const SPLAT_4 = 4;
/** Its gradients as they are read back: position, opacity; scales; colour. */
export const GRADIENT_4 = 3;

/** Number of tiles along a side of a picture. */
export function tilesAcross(size: number): number {
  return Math.ceil(size / TILE);
}
