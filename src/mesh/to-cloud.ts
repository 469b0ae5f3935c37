import { writeQuaternion } from '../base/rotation';
import { allocateCloud, type SplatCloud } from '../splat/cloud';
import type { Mesh } from './mesh';

/** Splats to show a surface with: what a phone, or a browser without a GPU, still draws. */
const SPLATS = 40_000;
/** Standard deviation of a disc as a share of the mean distance between neighbours: no gaps show. */
const FOOTPRINT = 0.9;
/** Thickness of a disc, as a share of its radius. */
const THICKNESS = 0.1;
const OPACITY = 0.98;
/** Steps of the most even sequence in a square (Roberts, "The Unreasonable Effectiveness of Quasirandom Sequences", 2018). */
const PLASTIC = [0.7548776662466927, 0.5698402909980532] as const;

/** What a surface looks like at a point; the array may be used again. */
export type ColorAt = (
  triangle: number,
  a: number,
  b: number,
  c: number,
) => readonly [number, number, number];

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
  for (let i = 0, face = 0; i < total; i++) {
    // Evenly along the sum of areas: as many on each triangle as it is large, give or take one.
    const target = ((i + 0.5) / total) * area;
    while (face + 1 < faces && reach[face]! < target) face++;
    const root = Math.sqrt((i * PLASTIC[0]) % 1);
    const share = (i * PLASTIC[1]) % 1;
    const [a, b, c] = [1 - root, root * (1 - share), root * share] as const;
    const [p, q, r] = cornersOf(triangles, face);
    for (let k = 0; k < 3; k++) {
      cloud.positions[3 * i + k] = a * positions[p + k]! + b * positions[q + k]! + c * positions[r + k]!;
      cloud.scales[3 * i + k] = k < 2 ? radius : radius * THICKNESS;
    }
    writeDisc(cloud, i, positions, [p, q, r]);
    cloud.colors.set(colorAt(face, a, b, c), 3 * i);
    cloud.opacities[i] = OPACITY;
  }
  return cloud;
}

/** Colours from the corners of a mesh. */
export function cornerColors({ triangles, colors }: Pick<Mesh, 'triangles' | 'colors'>): ColorAt {
  const color: [number, number, number] = [0, 0, 0];
  return (triangle, a, b, c) => {
    const [p, q, r] = cornersOf(triangles, triangle);
    for (let k = 0; k < 3; k++) color[k] = a * colors[p + k]! + b * colors[q + k]! + c * colors[r + k]!;
    return color;
  };
}

/** Where the values of a triangle's three corners start. */
function cornersOf(triangles: Uint32Array, triangle: number): Vector {
  return [3 * triangles[3 * triangle]!, 3 * triangles[3 * triangle + 1]!, 3 * triangles[3 * triangle + 2]!];
}

type Vector = [number, number, number];

function edge(positions: Float32Array, from: number, to: number): Vector {
  return [
    positions[to]! - positions[from]!,
    positions[to + 1]! - positions[from + 1]!,
    positions[to + 2]! - positions[from + 2]!,
  ];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function areaOf(positions: Float32Array, triangles: Uint32Array, face: number): number {
  const [a, b, c] = cornersOf(triangles, face);
  return Math.hypot(...cross(edge(positions, a, b), edge(positions, a, c))) / 2;
}

/** Turns a splat so that its third axis is the triangle's normal. */
function writeDisc(cloud: SplatCloud, splat: number, positions: Float32Array, [a, b, c]: Vector): void {
  const unit = ([x, y, z]: Vector): Vector => {
    const length = Math.hypot(x, y, z);
    return [x / length, y / length, z / length];
  };
  const along = unit(edge(positions, a, b));
  const normal = unit(cross(along, edge(positions, a, c)));
  writeQuaternion(cloud.rotations, 4 * splat, ...along, ...cross(normal, along), ...normal);
}
