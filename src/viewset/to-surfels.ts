import { writeQuaternion } from '../base/rotation';
import { allocateCloud, type SplatCloud } from '../splat/cloud';
import type { FinishedObject } from './finished-object';
import type { Solid } from './solid';

/** Standard deviation of a disc, in samples of the solid: 0.6 measures a little better, and from near one sees gaps. */
const FOOTPRINT = 0.75;
/** Standard deviation across the surface, in pixels of the viewset. */
const THICKNESS = 0.12;
/** How far below the surface discs lie, in samples, for the reason that splats do (`to-splats.ts`). */
const INSET = 1.1;
/**
 * How far inside of photos' outlines discs end, in samples, as each is seen around its middle: the photo's view of
 * objects from one photo is 19.7 dB with 0.6, 21.8 with 1.1, 23.9 with 1.4, 25.7 with 1.9, 23.6 with 2.3.
 */
const WITHIN = 1.9;
const OPACITY = 0.98;

/**
 * The finished object as splats: its surface strewn with discs, one for each cell of its lattice (Pfister et al.,
 * "Surfels", 2000; where in the cell as in Gibson, "Constrained elastic surface nets", 1998).
 *
 * @returns the splats that the views leave where nothing is solid
 */
export function surfelsOf(object: FinishedObject): SplatCloud {
  const { solid, splats, resolution } = object;
  const { positions, normals, colors } = object.settle(placesOn(solid), INSET, WITHIN);
  const count = positions.length / 3;
  if (count === 0) return splats;
  const surfels = { ...allocateCloud(count), positions, colors };
  const radius = FOOTPRINT * solid.spacing;
  for (let i = 0; i < count; i++) {
    writeDisc(surfels.rotations, i, normals);
    surfels.scales.set([radius, radius, THICKNESS / resolution], 3 * i);
  }
  surfels.opacities.fill(OPACITY);
  return surfels;
}

/** [n, 3] in object units: for each cell that the surface goes through, the mean of where it crosses the edges. */
function placesOn({ size, values, spacing, origin }: Solid): Float32Array {
  const places: number[] = [];
  const corner = new Float64Array(8);
  const place = new Float64Array(3);
  const offsets = Int32Array.from(corner, (_, c) => (c & 1) + size * (((c >> 1) & 1) + size * (c >> 2)));
  for (let z = 0; z + 1 < size; z++) {
    for (let y = 0; y + 1 < size; y++) {
      for (let x = 0; x + 1 < size; x++) {
        const at = (z * size + y) * size + x;
        const isInside = values[at]! > 0;
        let c = 1;
        while (c < 8 && values[at + offsets[c]!]! > 0 === isInside) c++;
        if (c === 8) continue;
        for (c = 0; c < 8; c++) corner[c] = values[at + offsets[c]!]!;
        writeCrossing(corner, place);
        places.push(
          origin + (x + place[0]!) * spacing,
          origin + (y + place[1]!) * spacing,
          origin + (z + place[2]!) * spacing,
        );
      }
    }
  }
  return Float32Array.from(places);
}

/** The mean place, in a cell of eight corners, where its edges change sign. */
function writeCrossing(corner: Float64Array, place: Float64Array): void {
  let count = 0;
  place.fill(0);
  for (let a = 0; a < 8; a++) {
    for (let axis = 0; axis < 3; axis++) {
      const b = a | (1 << axis);
      if (b === a || corner[a]! > 0 === corner[b]! > 0) continue;
      for (let k = 0; k < 3; k++) {
        place[k] = place[k]! + (k === axis ? corner[a]! / (corner[a]! - corner[b]!) : (a >> k) & 1);
      }
      count++;
    }
  }
  for (let k = 0; k < 3; k++) place[k] = place[k]! / count;
}

/** A round disc: any two directions along the surface do. */
function writeDisc(rotations: Float32Array, i: number, normals: Float32Array): void {
  const [x, y, z] = [normals[3 * i]!, normals[3 * i + 1]!, normals[3 * i + 2]!];
  // Across the axis that the normal is farthest from.
  const across = Math.abs(x) < 0.7 ? [0, -z, y] : [z, 0, -x];
  const length = Math.hypot(...across);
  const [a, b, c] = across.map((value) => value / length) as [number, number, number];
  writeQuaternion(rotations, 4 * i, a, b, c, y * c - z * b, z * a - x * c, x * b - y * a, x, y, z);
}
