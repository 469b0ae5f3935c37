import { Random } from '../base/random';
import { writeQuaternion } from '../base/rotation';
import { allocateCloud, type SplatCloud } from '../splat/cloud';
import type { Mesh } from './mesh';

/** Splats to show a surface with: closer together than the pixels of a usual window. */
const SPLATS = 150_000;
/** Standard deviation of a disc as a share of the mean distance between neighbours: no gaps show. */
const FOOTPRINT = 0.62;
/** Thickness of a disc, as a share of its radius. */
const THICKNESS = 0.1;
const OPACITY = 0.98;

/** What a surface looks like at a point. */
export type ColorAt = (triangle: number, a: number, b: number, c: number) => readonly [number, number, number];

/**
 * A surface as splats: discs that lie in it, evenly strewn (Zwicker et al., "Surface Splatting", 2001), so that a mesh
 * can be looked at, seen as depth and saved like any other object. The same mesh gives the same cloud.
 *
 * @param colorAt sRGB in [0, 1] at barycentric weights of a triangle's corners
 * @param count about how many splats
 */
export function meshToCloud(
  { positions, triangles }: Pick<Mesh, 'positions' | 'triangles'>,
  colorAt: ColorAt,
  count = SPLATS,
): SplatCloud {
  const faces = triangles.length / 3;
  const reach = new Float64Array(faces);
  let area = 0;
  for (let face = 0; face < faces; face++) {
    area += areaOf(positions, triangles, face);
    reach[face] = area;
  }
  const total = area > 0 ? count : 0;
  const cloud = allocateCloud(total);
  const radius = FOOTPRINT * Math.sqrt(area / count);
  const random = new Random(1);
  let face = 0;
  for (let i = 0; i < total; i++) {
    // Evenly along the sum of areas: as many on each triangle as it is large, give or take one.
    const target = ((i + random.uniform()) / total) * area;
    while (face + 1 < faces && reach[face]! < target) face++;
    const root = Math.sqrt(random.uniform());
    const share = random.uniform();
    const weights = [1 - root, root * (1 - share), root * share] as const;
    const corners = [0, 1, 2].map((k) => 3 * triangles[3 * face + k]!);
    for (let k = 0; k < 3; k++) {
      cloud.positions[3 * i + k] = weights.reduce((sum, weight, c) => sum + weight * positions[corners[c]! + k]!, 0);
    }
    writeDisc(cloud, i, positions, corners as [number, number, number]);
    cloud.scales.set([radius, radius, radius * THICKNESS], 3 * i);
    cloud.colors.set(colorAt(face, ...weights), 3 * i);
    cloud.opacities[i] = OPACITY;
  }
  return cloud;
}

/** Colours from the corners of a mesh. */
export function cornerColors({ triangles, colors }: Pick<Mesh, 'triangles' | 'colors'>): ColorAt {
  return (triangle, ...weights) =>
    [0, 1, 2].map((k) =>
      weights.reduce((sum, weight, c) => sum + weight * colors[3 * triangles[3 * triangle + c]! + k]!, 0),
    ) as [number, number, number];
}

type Vector = [number, number, number];

function edge(positions: Float32Array, from: number, to: number): Vector {
  return [0, 1, 2].map((k) => positions[to + k]! - positions[from + k]!) as Vector;
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function areaOf(positions: Float32Array, triangles: Uint32Array, face: number): number {
  const [a, b, c] = [0, 1, 2].map((k) => 3 * triangles[3 * face + k]!) as Vector;
  return Math.hypot(...cross(edge(positions, a, b), edge(positions, a, c))) / 2;
}

/** Turns a splat so that its third axis is the triangle's normal. */
function writeDisc(cloud: SplatCloud, splat: number, positions: Float32Array, [a, b, c]: Vector): void {
  const unit = (vector: Vector) => {
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length) as Vector;
  };
  const along = unit(edge(positions, a, b));
  const normal = unit(cross(along, edge(positions, a, c)));
  writeQuaternion(cloud.rotations, 4 * splat, ...along, ...cross(normal, along), ...normal);
}
