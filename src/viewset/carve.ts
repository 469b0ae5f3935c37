import { insideHull, solidity } from './hull';
import type { View } from './view';
import { AXES, VIEW_AXES } from './viewset';

/** How surely the other axes must hold a place for inside. */
const AGREED = 0.5;

/**
 * Moves every hit inwards along its ray, a pixel at a time, to the first place that both other axes hold for inside
 * the object: the surface of the volume on which all three pairs of views agree, as in space carving (Kutulakos and
 * Seitz, 2000). Where predicted views disagree by more than the filter forgives, the surface would otherwise be
 * deleted and leave holes; so it closes around what is left.
 *
 * Views of a real object agree, and are returned with the depths they have. A hit that no place suits keeps its
 * depth too, and the filter removes it.
 *
 * @param views three, as `viewsOf` makes them
 */
export function carve(views: readonly View[], resolution: number): View[] {
  return views.map((view, axis) => ({
    ...view,
    depth: [carved(views, axis, 0, resolution), carved(views, axis, 1, resolution)],
  }));
}

function carved(views: readonly View[], axis: number, side: 0 | 1, resolution: number): Float32Array {
  const { u: uAxis, v: vAxis } = VIEW_AXES[axis]!;
  const { alpha, depth } = views[axis]!;
  const inwards = side === 0 ? -1 : 1;
  const surface = depth[side].slice();
  const point = new Float64Array(AXES);
  for (let at = 0; at < surface.length; at++) {
    if (solidity(alpha[at]!) === 0) continue;
    point[uAxis] = ((at % resolution) + 0.5) / resolution - 0.5;
    point[vAxis] = (Math.floor(at / resolution) + 0.5) / resolution - 0.5;
    const most = Math.max(0, (depth[0][at]! - depth[1][at]!) * resolution);
    for (let pixels = 0; pixels <= most; pixels++) {
      point[axis] = depth[side][at]! + (inwards * pixels) / resolution;
      if (agreement(views[uAxis]!, uAxis, views[vAxis]!, vAxis, point, resolution) >= AGREED) {
        surface[at] = point[axis]!;
        break;
      }
    }
  }
  return surface;
}

/** How surely two axes hold a point for inside, in [0, 1]; the second is asked only where it can matter. */
function agreement(
  first: View,
  firstAxis: number,
  second: View,
  secondAxis: number,
  point: Float64Array,
  resolution: number,
): number {
  const one = insideHull(first, firstAxis, point, resolution);
  return one < AGREED ? 0 : one * insideHull(second, secondAxis, point, resolution);
}
