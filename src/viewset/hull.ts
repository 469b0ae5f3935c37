import { clamp, smoothstep } from '../base/scalar';
import type { View } from './view';
import { VIEW_AXES } from './viewset';

/** Alpha at which a pixel starts to show, and from which on it is solid. */
const ALPHA_SHOWS = 0.1;
const ALPHA_SOLID = 0.7;
/** How far outside the hull of another axis a point may lie, in pixels. */
const HULL_FREE = 0.5;
/**
 * Over which length beyond that it fades, in object space. Predicted surfaces contradict each other by a share of the
 * object, whatever the resolution: fading within two pixels tore holes into them (docs/decisions/0006).
 */
const HULL_FADE = 1 / 8;

/** How surely a pixel of this alpha belongs to the silhouette, in [0, 1]. */
export function solidity(alpha: number): number {
  return smoothstep(ALPHA_SHOWS, ALPHA_SOLID, alpha);
}

/** Index of the pixel of a view along `axis` onto which a point falls. */
export function pixelAt(axis: number, point: Float64Array, resolution: number): number {
  const { u, v } = VIEW_AXES[axis]!;
  const last = resolution - 1;
  const column = clamp(Math.floor((point[u]! + 0.5) * resolution), 0, last);
  const row = clamp(Math.floor((point[v]! + 0.5) * resolution), 0, last);
  return row * resolution + column;
}

/** How surely a point lies inside the object as the pair of views along `axis` shows it, in [0, 1]. */
export function insideHull(view: View, axis: number, point: Float64Array, resolution: number): number {
  const at = pixelAt(axis, point, resolution);
  const inSilhouette = solidity(view.hullAlpha[at]!);
  const outside = Math.max(point[axis]! - view.hullNear[at]!, view.hullFar[at]! - point[axis]!);
  const free = HULL_FREE / resolution;
  return inSilhouette * (1 - smoothstep(free, free + HULL_FADE, outside));
}
