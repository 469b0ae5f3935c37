import type { SplatCloud } from '../splat/cloud';
import { paintSights, type Sight } from './following/paint';
import { carveSilhouette, fillSilhouette, keepWithin } from './following/shape';
import { silhouetteOf } from './following/silhouette';
import { spansOf } from './following/spans';
import type { Target } from './following/target';
import { OrientedPoints } from './oriented-points';
import { normalsOn, type Solid, sinkingShares, solidOf, sunk } from './solid';
import { viewsetToCloud } from './to-splats';
import type { Viewset } from './viewset';

/** Places on an object's surface. */
export interface Settled {
  /** [n, 3] in object units. */
  readonly positions: Float32Array;
  /** [n, 3] unit vectors outwards. */
  readonly normals: Float32Array;
  /** [n, 3] sRGB in [0, 1]. */
  readonly colors: Float32Array;
}

/**
 * What a viewset is in the end, before it becomes discs (`surfelsOf`) or a mesh (`meshOf`): the splats that the views
 * leave contradict each other by a pixel or so, and the solid that they mean has one surface.
 */
export class FinishedObject {
  readonly resolution: number;
  readonly splats: SplatCloud;
  readonly solid: Solid;
  readonly #points: OrientedPoints;
  #sights: readonly Sight[] = [];
  #strength = 0;

  constructor(viewset: Viewset) {
    this.resolution = viewset.resolution;
    this.splats = viewsetToCloud(viewset);
    this.#points = new OrientedPoints(this.splats, viewset.resolution);
    this.solid = solidOf(this.#points, viewset.resolution);
  }

  /**
   * Gives it the outlines and, where they show it, the colours of photos. Once for all of them.
   *
   * @param strength in (0, 1]: of colours so much is taken, and outlines may be overstepped the farther the less it is
   */
  follow(photos: readonly Target[], strength: number): void {
    const silhouettes = photos.map(silhouetteOf);
    for (const silhouette of silhouettes) fillSilhouette(this.solid, silhouette);
    for (const silhouette of silhouettes) carveSilhouette(this.solid, silhouette, slackOf(strength));
    this.#sights = silhouettes.map((silhouette) => ({ silhouette, spans: spansOf(this.solid, silhouette) }));
    this.#strength = strength;
  }

  /**
   * Moves places on the solid's surface, which lies above the object's, to where that is, and colours them.
   *
   * @param places [n, 3] in object units
   * @param inset how much deeper they go, in samples of the solid
   * @param margin how far inside photos' outlines they stay, in samples
   */
  settle(places: Float32Array, inset = 0, margin = 0): Settled {
    const normals = normalsOn(this.solid, places);
    const shares = sinkingShares(this.solid, places, normals);
    const surface = sunk(this.solid, places, normals, shares);
    const positions = inset > 0 ? sunk(this.solid, places, normals, shares, inset) : surface;
    const colors = this.#points.colorsAt(surface, normals);
    paintSights(this.solid, this.#sights, surface, normals, colors, this.#strength);
    for (const { silhouette } of this.#sights) {
      keepWithin(positions, silhouette, margin - slackOf(this.#strength), this.solid);
    }
    return { positions, normals, colors };
  }
}

/** Samples. */
const slackOf = (strength: number) => 1 / strength - 1;
