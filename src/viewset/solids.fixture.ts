import { AXES, CHANNELS, VIEW_AXES, type Viewset, viewsetSize } from './viewset';

type Point = readonly [number, number, number];

/** A solid whose rays and distances are known in closed form. */
export interface Solid {
  /** The two parameters at which the ray origin + t · direction crosses the surface, in order; null for a miss. */
  intersect(origin: Point, direction: Point): readonly [number, number] | null;
  /** Distance of a point from the surface. */
  distance(point: Point): number;
}

const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

export function sphere(radius: number, centre: Point = [0, 0, 0]): Solid {
  return {
    intersect(origin, direction) {
      const offset = minus(origin, centre);
      const a = dot(direction, direction);
      const b = dot(offset, direction) / a;
      const root = b * b - (dot(offset, offset) - radius * radius) / a;
      return root > 0 ? [-b - Math.sqrt(root), -b + Math.sqrt(root)] : null;
    },
    distance(point) {
      const offset = minus(point, centre);
      return Math.abs(Math.sqrt(dot(offset, offset)) - radius);
    },
  };
}

/** A box with the given half-sizes, turned by `angle` radians about the Y axis. */
export function box(half: Point, angle = 0): Solid {
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  const turnBack = ([x, y, z]: Point): Point => [c * x - s * z, y, s * x + c * z];
  return {
    intersect(origin, direction) {
      const from = turnBack(origin);
      const along = turnBack(direction);
      let enter = Number.NEGATIVE_INFINITY;
      let leave = Number.POSITIVE_INFINITY;
      for (let k = 0; k < 3; k++) {
        if (Math.abs(along[k]!) < 1e-12) {
          if (Math.abs(from[k]!) > half[k]!) return null;
          continue;
        }
        const bounds = [(-half[k]! - from[k]!) / along[k]!, (half[k]! - from[k]!) / along[k]!];
        enter = Math.max(enter, Math.min(...bounds));
        leave = Math.min(leave, Math.max(...bounds));
      }
      return enter < leave ? [enter, leave] : null;
    },
    distance(point) {
      const over = turnBack(point).map((value, k) => Math.abs(value) - half[k]!);
      const outside = Math.hypot(...over.map((value) => Math.max(value, 0)));
      return outside > 0 ? outside : -Math.max(...over);
    },
  };
}

/** The viewset of a solid, by casting a ray through each pixel centre; its colour is position + 0.5. */
export function viewsetOf(solid: Solid, resolution: number): Viewset {
  const values = new Float32Array(viewsetSize(resolution));
  for (let axis = 0, at = 0; axis < AXES; axis++) {
    const { u, v } = VIEW_AXES[axis]!;
    for (let row = 0; row < resolution; row++) {
      for (let column = 0; column < resolution; column++, at += CHANNELS) {
        const point: [number, number, number] = [0, 0, 0];
        const direction: [number, number, number] = [0, 0, 0];
        point[u] = (column + 0.5) / resolution - 0.5;
        point[v] = (row + 0.5) / resolution - 0.5;
        direction[axis] = 1;
        const hits = solid.intersect(point, direction);
        const [far, near] = hits ?? [0, 0];
        const color = (depth: number) =>
          point.map((value, k) => (hits ? (k === axis ? depth : value) + 0.5 : 0.5));
        values.set([hits ? 1 : 0, near, far, ...color(near), ...color(far)], at);
      }
    }
  }
  return { resolution, values };
}

/** The solid somewhere else. */
export function moved(solid: Solid, by: Point): Solid {
  return {
    intersect: (origin, direction) => solid.intersect(minus(origin, by), direction),
    distance: (point) => solid.distance(minus(point, by)),
  };
}

/** Solids that do not touch each other, as one: of a ray, the first hit of all and the last. */
export function together(solids: readonly Solid[]): Solid {
  return {
    intersect(origin, direction) {
      const hits = solids.flatMap((solid) => solid.intersect(origin, direction) ?? []);
      return hits.length > 0 ? [Math.min(...hits), Math.max(...hits)] : null;
    },
    distance: (point) => Math.min(...solids.map((solid) => solid.distance(point))),
  };
}
