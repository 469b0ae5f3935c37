import { LIFTED, type Solid, valueBelow } from '../solid';
import { forEachAround, type Silhouette, sampled } from './silhouette';
import { type Spans, spansOf } from './spans';
import { type Appearance, writeAppearance } from './target';

/** How far from what is there a solid may grow into its outline, as a share of the picture's side. */
const REACH = 1 / 4;
/** Pixels around what is missing that are filled as well, or there would be a seam. */
const SEAM = 3;
/** So many pixels to every side are averaged for the depth of what is new: one neighbour's own would leave steps. */
const AROUND = 2;
/** Samples so far below the object's surface are empty enough that cutting them changes nothing. */
const OUTSIDE = -2;
/** No disc is moved farther than this to come inside an outline, samples. */
const MOVED_MAX = 3;
/** What lies farther outside, samples, is none of its rim. */
const RIM = 12;
/** Half a thickness that no interpolation brings near to 0. */
const FAR_BELOW = 100;

/**
 * Lets a solid grow to where a photo shows the object and the solid is not: as deep as what is there around, and no
 * thicker than it lies inside the outline, so that a handle becomes a rod, as sketches are inflated in "Teddy"
 * (Igarashi, Matsuoka and Tanaka, 1999).
 *
 * @param solid its values are changed
 */
export function fillSilhouette(solid: Solid, silhouette: Silhouette): void {
  const { view, inside } = silhouette;
  const { size } = view;
  const spans = spansOf(solid, silhouette);
  const isMissing = inside.map((distance, i) => (distance > 0 && Number.isNaN(spans.near[i]!) ? 1 : 0));
  if (!isMissing.includes(1)) return;
  grow(spans, silhouette, solid);
  const middle = new Float32Array(size * size);
  // Half as thick as what is new is to be there, object units; where nothing is, far below 0.
  const half = new Float32Array(size * size).fill(-FAR_BELOW);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const [near, far] = [spans.near[pixel]!, spans.far[pixel]!];
    if (Number.isNaN(near)) continue;
    middle[pixel] = (near + far) / 2;
    if (!isNear(isMissing, pixel, size)) continue;
    const inset = (Math.max(0, inside[pixel]!) * (view.distance - near)) / view.focal;
    half[pixel] = Math.min((near - far) / 2, inset);
  }
  forEachSample(solid, silhouette, Number.NEGATIVE_INFINITY, (at, { column, row, pixel, height }) => {
    if (column < 0 || row < 0 || column > size - 1 || row > size - 1) return;
    const thick = sampled(half, size, column, row);
    if (thick < -FAR_BELOW / 2) return;
    const across = thick - Math.abs(height - sampled(middle, size, column, row));
    const aside = sampled(inside, size, column, row) * pixel;
    const value = valueBelow(Math.min(across, aside) / solid.spacing);
    if (value > solid.values[at]!) solid.values[at] = value;
  });
}

/**
 * Cuts a solid off where a photo shows that nothing is, as in a visual hull (Laurentini, 1994).
 *
 * @param solid its values are changed
 * @param slack how far outside the outline it may reach, samples
 */
export function carveSilhouette(solid: Solid, silhouette: Silhouette, slack: number): void {
  const { inside, view } = silhouette;
  forEachSample(solid, silhouette, valueBelow(OUTSIDE), (at, { column, row, pixel }) => {
    const aside = (sampled(inside, view.size, column, row) * pixel) / solid.spacing + slack;
    solid.values[at] = Math.min(solid.values[at]!, valueBelow(aside));
  });
}

/**
 * Moves places on a solid's rim that lie outside of a photo's outline to its inside, in parallel to the picture.
 *
 * @param places [n, 3] in object units, changed in place
 * @param margin samples between them and the outline
 */
export function keepWithin(
  places: Float32Array,
  { view, inside }: Silhouette,
  margin: number,
  { spacing }: Solid,
): void {
  const seen: Appearance = { column: 0, row: 0, pixel: 0, height: 0 };
  const at = (column: number, row: number) => sampled(inside, view.size, column, row);
  for (let i = 0; i < places.length; i += 3) {
    writeAppearance(view, places[i]!, places[i + 1]!, places[i + 2]!, seen);
    const { column, row, pixel } = seen;
    const missing = margin * spacing - at(column, row) * pixel;
    if (missing <= 0 || missing > RIM * spacing) continue;
    const across = at(column + 1, row) - at(column - 1, row);
    const below = at(column, row + 1) - at(column, row - 1);
    const slope = Math.hypot(across, below);
    // Between two outlines it is not clear where to.
    if (slope < 0.4) continue;
    const by = Math.min(missing, MOVED_MAX * spacing) / slope;
    for (let k = 0; k < 3; k++) {
      places[i + k] = places[i + k]! + by * (across * view.right[k]! + below * view.down[k]!);
    }
  }
}

/** Carries the spans of rays that hit a solid over the outline, ring by ring, each pixel the mean of those around. */
function grow({ near, far }: Spans, { view: { size }, inside }: Silhouette, { spacing }: Solid): void {
  for (let pixel = 0; pixel < near.length; pixel++) {
    // A solid's surface lies above the object's, on both sides.
    const half = Math.max(0, (near[pixel]! - far[pixel]!) / 2 - LIFTED * spacing);
    const middle = (near[pixel]! + far[pixel]!) / 2;
    near[pixel] = middle + half;
    far[pixel] = middle - half;
  }
  for (let ring = 0; ring < REACH * size + SEAM; ring++) {
    const found: [pixel: number, near: number, far: number][] = [];
    for (let pixel = 0; pixel < near.length; pixel++) {
      if (!Number.isNaN(near[pixel]!) || inside[pixel]! < -SEAM || !isBesideOne(near, pixel, size)) continue;
      let [front, back, count] = [0, 0, 0];
      forEachAround(pixel, size, AROUND, (other) => {
        if (Number.isNaN(near[other]!)) return;
        front += near[other]!;
        back += far[other]!;
        count++;
      });
      found.push([pixel, front / count, back / count]);
    }
    if (found.length === 0) return;
    for (const [pixel, front, back] of found) {
      near[pixel] = front;
      far[pixel] = back;
    }
  }
}

function isBesideOne(values: Float32Array, pixel: number, size: number): boolean {
  const column = pixel % size;
  const isKnown = (other: number) => other >= 0 && other < values.length && !Number.isNaN(values[other]!);
  return (
    (column > 0 && isKnown(pixel - 1)) ||
    (column < size - 1 && isKnown(pixel + 1)) ||
    isKnown(pixel - size) ||
    isKnown(pixel + size)
  );
}

/** Whether there is a marked pixel not more than SEAM away. */
function isNear(marks: Float32Array, pixel: number, size: number): boolean {
  let found = false;
  forEachAround(pixel, size, SEAM, (other) => {
    found ||= marks[other] === 1;
  });
  return found;
}

/** Visits a solid's samples whose value is above `above`, with where they appear in a view. */
function forEachSample(
  { size, values, spacing, origin }: Solid,
  { view }: Silhouette,
  above: number,
  visit: (at: number, seen: Appearance) => void,
): void {
  const seen: Appearance = { column: 0, row: 0, pixel: 0, height: 0 };
  // No object is larger than the cube.
  const first = Math.floor((-0.5 - origin) / spacing);
  const end = size - first;
  for (let z = first; z < end; z++) {
    for (let y = first; y < end; y++) {
      for (let x = first; x < end; x++) {
        const at = (z * size + y) * size + x;
        if (values[at]! <= above) continue;
        writeAppearance(view, origin + x * spacing, origin + y * spacing, origin + z * spacing, seen);
        visit(at, seen);
      }
    }
  }
}
