import { smoothstep } from '../../base/scalar';
import type { Solid } from '../solid';
import { harmonise } from './harmonise';
import { type Silhouette, sampled } from './silhouette';
import type { Spans } from './spans';
import { type Appearance, writeAppearance } from './target';

// Lengths in samples of the solid.

/** How far behind what a ray hits first a place still shows: surfaces are not even. From twice as far on it does not. */
const BEHIND = 3;
/** What is thinner has the photo's colours on its back too: nobody knows better. */
const THIN = 7;
/** Cosines to the camera: turned away from it a little a place is the rim, farther it is the back. */
const BACK = -0.5;
const RIM = -0.1;
/** Pixels outside the outline, up to which its colours are carried, and where they have ended. */
const OUTSIDE = { end: -3, full: -1.5 } as const;
/** Of two photos that show a place, one that sees it from the side counts so much beside one that looks at it. */
const ASIDE = 0.05;

/** A photo's outline and colours, and where its rays meet the solid. */
export interface Sight {
  readonly silhouette: Silhouette;
  readonly spans: Spans;
}

/**
 * Lays the photos' colours over places on a solid's surface that they show, and fits those around to them.
 *
 * @param places [n, 3] in object units
 * @param normals [n, 3] unit vectors outwards
 * @param colors [n, 3] sRGB in [0, 1], changed in place
 * @param strength in [0, 1]: how much of the photos' colours
 */
export function paintSights(
  { spacing }: Solid,
  sights: readonly Sight[],
  places: Float32Array,
  normals: Float32Array,
  colors: Float32Array,
  strength: number,
): void {
  const sum = new Float64Array(3);
  const before = colors.slice();
  const painted = new Float32Array(places.length / 3);
  for (let i = 0; i < places.length; i += 3) {
    sum.fill(0);
    let total = 0;
    let most = 0;
    for (const sight of sights) {
      const { shows, facing, column, row } = visibilityOf(sight, places, normals, i, spacing);
      if (shows === 0) continue;
      const { view, colors: channels } = sight.silhouette;
      const weight = shows * Math.max(facing, ASIDE) ** 2;
      for (let k = 0; k < 3; k++) {
        sum[k] = sum[k]! + weight * sampled(channels[k]!, view.size, column, row);
      }
      total += weight;
      most = Math.max(most, shows);
    }
    if (total === 0) continue;
    painted[i / 3] = most;
    const amount = strength * most;
    for (let k = 0; k < 3; k++) {
      colors[i + k] = colors[i + k]! + amount * (sum[k]! / total - colors[i + k]!);
    }
  }
  harmonise(places, before, colors, painted);
}

/** Where a photo shows a place, how much of it in [0, 1], and the cosine under which it is seen. */
interface Visibility {
  readonly shows: number;
  readonly facing: number;
  readonly column: number;
  readonly row: number;
}

function visibilityOf(
  { silhouette: { view, inside }, spans }: Sight,
  places: Float32Array,
  normals: Float32Array,
  i: number,
  spacing: number,
): Visibility {
  const { size, back, distance } = view;
  const seen: Appearance = { column: 0, row: 0, pixel: 0, height: 0 };
  writeAppearance(view, places[i]!, places[i + 1]!, places[i + 2]!, seen);
  const { column, row, height } = seen;
  let facing = 0;
  let square = 0;
  for (let k = 0; k < 3; k++) {
    const towards = distance * back[k]! - places[i + k]!;
    facing += normals[i + k]! * towards;
    square += towards * towards;
  }
  facing /= Math.sqrt(square);
  const shows = inSight() * smoothstep(OUTSIDE.end, OUTSIDE.full, sampled(inside, size, column, row));
  return { shows, facing, column, row };

  function inSight(): number {
    const [x, y] = [Math.round(column), Math.round(row)];
    if (x < 0 || y < 0 || x >= size || y >= size) return 0;
    const near = spans.near[y * size + x]!;
    const far = spans.far[y * size + x]!;
    if (near - far < THIN * spacing && height > far - spacing) return 1;
    // Beside the solid nothing hides it.
    const hidden = near > height ? (near - height) / spacing : 0;
    return smoothstep(BACK, RIM, facing) * (1 - smoothstep(BEHIND, 2 * BEHIND, hidden));
  }
}
