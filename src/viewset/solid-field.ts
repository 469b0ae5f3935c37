import { clamp, smoothstep } from '../base/scalar';
import type { Lattice } from '../mesh/isosurface';
import { slopeAt } from './slope';
import { type View, viewsOf } from './view';
import { VIEW_AXES, type Viewset } from './viewset';

// Lengths in pixels of the viewset.

/** Samples a pixel: the depths say more than one sample a pixel would keep. */
const SAMPLES_PER_PIXEL = 1.5;
/** Empty samples around the cube, so that the surface is closed. */
const MARGIN = 3;
/** Distances are kept to this, so that smoothing feels nothing from afar. */
const REACH = 2;
/**
 * How much larger a view makes the object where it does not face the surface: there it knows it to a pixel only, and
 * must not cut away what another view shows exactly.
 */
const SLACK = 0.7;
/** Slopes from which on a view starts not to face a surface, and certainly does not. */
const FACES_UNTIL = 0.9;
const TURNS_AWAY = 2;
/** Depths that differ by more than this belong to different surfaces, and nothing is interpolated between them. */
const JUMP = 2.5;
/** Standard deviation of the silhouette's blur: the blurred edge of a half-plane then tells the distance to it. */
const SILHOUETTE_BLUR = 0.7;

/** What a view says of the object along its axis, as planes of [R rows, R columns]. */
interface Bounds {
  readonly axis: number;
  /** Distance to the silhouette, above 0 inside, in pixels. */
  readonly silhouette: Float32Array;
  /** Depth of the near and far surfaces in pixels from the middle, filled in a little beyond the silhouette. */
  readonly near: Side;
  readonly far: Side;
}

interface Side {
  readonly depth: Float32Array;
  /** Cosine of the angle between the surface and the view. */
  readonly facing: Float32Array;
  readonly slack: Float32Array;
}

/** The lattice of a solid and where it lies. */
export interface SolidField extends Lattice {
  /** Object units between samples. */
  readonly spacing: number;
  /** Coordinate of sample 0 along each axis. */
  readonly origin: number;
}

/**
 * The solid that six views show, as a signed distance on a lattice, about in pixels: a point is inside where all
 * three axes have it between their near and far surfaces (the intersection of three layered depth images, cf. Shade
 * et al., 1998). Where a view faces a surface it decides alone; see SLACK.
 */
export function solidField(viewset: Viewset): SolidField {
  const { resolution } = viewset;
  const inner = Math.round(resolution * SAMPLES_PER_PIXEL);
  const size = inner + 2 * MARGIN + 1;
  const spacing = 1 / inner;
  const origin = -0.5 - MARGIN * spacing;
  const values = new Float32Array(size ** 3).fill(REACH);
  viewsOf(viewset).forEach((view, axis) => {
    intersect(values, size, boundsOf(view, axis, resolution), (index) => {
      return (origin + index * spacing) * resolution;
    });
  });
  smooth(values, size);
  return { size, values, spacing, origin };
}

/** Keeps the smaller of the field and the distance into the bounds of one axis. */
function intersect(
  values: Float32Array,
  size: number,
  { axis, silhouette, near, far }: Bounds,
  coordinate: (index: number) => number,
): void {
  const { u, v } = VIEW_AXES[axis]!;
  const strides = [1, size, size * size];
  const resolution = Math.sqrt(silhouette.length);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const cell = cellAt(coordinate(i) + resolution / 2, coordinate(j) + resolution / 2, resolution);
      const outline = blend(silhouette, cell, false);
      const [top, topFacing, topSlack] = [
        blend(near.depth, cell, true),
        at(near.facing, cell),
        at(near.slack, cell),
      ];
      const [low, lowFacing, lowSlack] = [
        blend(far.depth, cell, true),
        at(far.facing, cell),
        at(far.slack, cell),
      ];
      for (let k = 0; k < size; k++) {
        const depth = coordinate(k);
        const distance = Math.min(
          outline,
          (top - depth) * topFacing + topSlack,
          (depth - low) * lowFacing + lowSlack,
        );
        const index = i * strides[u]! + j * strides[v]! + k * strides[axis]!;
        values[index] = Math.max(-REACH, Math.min(values[index]!, distance));
      }
    }
  }
}

/** The four pixels around a point of a view, and where it lies between them. */
interface Cell {
  readonly indices: readonly [number, number, number, number];
  readonly nearest: number;
  readonly right: number;
  readonly down: number;
}

function cellAt(u: number, v: number, resolution: number): Cell {
  const last = resolution - 1;
  const x = clamp(u - 0.5, 0, last);
  const y = clamp(v - 0.5, 0, last);
  const [left, top] = [Math.min(Math.floor(x), last - 1), Math.min(Math.floor(y), last - 1)];
  const index = top * resolution + left;
  return {
    indices: [index, index + 1, index + resolution, index + resolution + 1],
    nearest: Math.round(y) * resolution + Math.round(x),
    right: x - left,
    down: y - top,
  };
}

function at(plane: Float32Array, { nearest }: Cell): number {
  return plane[nearest]!;
}

/** @param isDepth depths of another surface than the nearest pixel's are replaced by that pixel's */
function blend(plane: Float32Array, { indices, nearest, right, down }: Cell, isDepth: boolean): number {
  const here = plane[nearest]!;
  const [a, b, c, d] = indices.map((index) => {
    const value = plane[index]!;
    return isDepth && Math.abs(value - here) > JUMP ? here : value;
  }) as [number, number, number, number];
  return (a * (1 - right) + b * right) * (1 - down) + (c * (1 - right) + d * right) * down;
}

function boundsOf(view: View, axis: number, resolution: number): Bounds {
  return {
    axis,
    silhouette: silhouetteOf(view.alpha, resolution),
    near: sideOf(view, 0, resolution),
    far: sideOf(view, 1, resolution),
  };
}

/** The blurred edge of a half-plane is a cumulative normal; its inverse, here by a logistic, is the distance. */
function silhouetteOf(alpha: Float32Array, resolution: number): Float32Array {
  const blurred = alpha.map((value) => smoothstep(0.2, 0.8, value));
  const kernel = [-2, -1, 0, 1, 2].map((offset) => Math.exp(-0.5 * (offset / SILHOUETTE_BLUR) ** 2));
  for (const step of [1, resolution]) convolve(blurred, resolution, step, kernel);
  return blurred.map((value) => {
    const share = clamp(value, 1e-4, 1 - 1e-4);
    const distance = (SILHOUETTE_BLUR * Math.log(share / (1 - share))) / 1.702;
    return clamp(distance + SLACK, -REACH, REACH);
  });
}

/** @param step from a pixel to the next along a line; beyond the ends there is nothing */
function convolve(plane: Float32Array, resolution: number, step: number, kernel: readonly number[]): void {
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  const reach = (kernel.length - 1) / 2;
  const line = new Float32Array(resolution);
  for (let row = 0; row < resolution; row++) {
    const start = step === 1 ? row * resolution : row;
    for (let i = 0; i < resolution; i++) line[i] = plane[start + i * step]!;
    for (let i = 0; i < resolution; i++) {
      let value = 0;
      for (let k = -reach; k <= reach; k++) value += (line[i + k] ?? 0) * kernel[k + reach]!;
      plane[start + i * step] = value / sum;
    }
  }
}

function sideOf({ alpha, depth }: View, side: 0 | 1, resolution: number): Side {
  const size = resolution * resolution;
  const filled = depth[side].map((value) => value * resolution);
  const isKnown = Uint8Array.from(alpha, (value) => (value > 0.5 ? 1 : 0));
  // Two rings: as far as the silhouette's slack and interpolation reach.
  for (let ring = 0; ring < 2; ring++) extend(filled, isKnown, resolution);
  const facing = new Float32Array(size);
  const slack = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const steepness = Math.hypot(
      slopeAt(filled, isKnown, i, 1, resolution, 1),
      slopeAt(filled, isKnown, i, resolution, resolution, 1),
    );
    facing[i] = 1 / Math.sqrt(1 + Math.min(steepness, JUMP) ** 2);
    slack[i] = SLACK * smoothstep(FACES_UNTIL, TURNS_AWAY, steepness);
  }
  return { depth: filled, facing, slack };
}

/** Gives each unknown pixel the mean of its known neighbours. */
function extend(plane: Float32Array, isKnown: Uint8Array, resolution: number): void {
  const before = isKnown.slice();
  for (let row = 0; row < resolution; row++) {
    for (let column = 0; column < resolution; column++) {
      const index = row * resolution + column;
      if (before[index]) continue;
      let sum = 0;
      let count = 0;
      for (let y = Math.max(0, row - 1); y <= Math.min(resolution - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(resolution - 1, column + 1); x++) {
          if (!before[y * resolution + x]) continue;
          sum += plane[y * resolution + x]!;
          count++;
        }
      }
      if (count === 0) continue;
      plane[index] = sum / count;
      isKnown[index] = 1;
    }
  }
}

/** A binomial blur along each axis: takes off the stairs of pixels and not much more. */
function smooth(values: Float32Array, size: number): void {
  for (const stride of [1, size, size * size]) {
    const line = new Float32Array(size);
    for (let start = 0; start < values.length; start++) {
      if (Math.floor(start / stride) % size !== 0) continue;
      for (let i = 0; i < size; i++) line[i] = values[start + i * stride]!;
      for (let i = 1; i + 1 < size; i++) {
        values[start + i * stride] = (line[i - 1]! + 2 * line[i]! + line[i + 1]!) / 4;
      }
    }
  }
}
