/**
 * A cloud of Gaussian splats as plain arrays, one entry a splat in every array.
 *
 * Object space is right-handed, +Y up, front towards +Z, inside [-0.5, 0.5]³.
 */
export interface SplatCloud {
  /** Number of splats, n. */
  readonly count: number;
  /** [n, 3] centres, object units. */
  readonly positions: Float32Array;
  /** [n, 3] standard deviations along the splat's own axes, object units, above 0. */
  readonly scales: Float32Array;
  /** [n, 4] unit quaternions in the order w, x, y, z. */
  readonly rotations: Float32Array;
  /** [n, 3] display-referred sRGB in [0, 1]. */
  readonly colors: Float32Array;
  /** [n] in [0, 1]. */
  readonly opacities: Float32Array;
}

/** The values that each array of a cloud holds for one splat. */
export const CLOUD_LAYOUT = {
  positions: 3,
  scales: 3,
  rotations: 4,
  colors: 3,
  opacities: 1,
} as const satisfies Record<Exclude<keyof SplatCloud, 'count'>, number>;

/** A cloud with room for `count` splats, all zeros. */
export function allocateCloud(count: number): SplatCloud {
  return {
    count,
    positions: new Float32Array(count * CLOUD_LAYOUT.positions),
    scales: new Float32Array(count * CLOUD_LAYOUT.scales),
    rotations: new Float32Array(count * CLOUD_LAYOUT.rotations),
    colors: new Float32Array(count * CLOUD_LAYOUT.colors),
    opacities: new Float32Array(count * CLOUD_LAYOUT.opacities),
  };
}

/** The buffers to list when a cloud is posted to another thread: it is unusable here afterwards. */
export function cloudTransferables(cloud: SplatCloud): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const name of arrayNames) buffers.add(cloud[name].buffer as ArrayBuffer);
  return [...buffers];
}

/**
 * Checks what the type cannot say: array lengths, finite values and their ranges.
 *
 * @throws RangeError that names the array, the splat and the value.
 */
export function validateCloud(cloud: SplatCloud): void {
  const { count } = cloud;
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`a cloud's count must be a whole number, 0 or more; it is ${count}`);
  }
  for (const name of arrayNames) {
    const expected = count * CLOUD_LAYOUT[name];
    const values = cloud[name];
    if (values.length !== expected) {
      throw new RangeError(
        `${name} of a cloud of ${count} splats must hold ${expected} values; it holds ${values.length}`,
      );
    }
    for (let i = 0; i < expected; i++) {
      const value = values[i]!;
      if (!isInRange[name](value)) {
        throw new RangeError(
          `${name} of splat ${Math.floor(i / CLOUD_LAYOUT[name])} is ${value}, which is out of range`,
        );
      }
    }
  }
  for (let i = 0; i < count; i++) {
    const at = 4 * i;
    const { rotations } = cloud;
    const norm = Math.hypot(rotations[at]!, rotations[at + 1]!, rotations[at + 2]!, rotations[at + 3]!);
    if (Math.abs(norm - 1) > 1e-3) {
      throw new RangeError(`rotations of splat ${i} has length ${norm}; it must be a unit quaternion`);
    }
  }
}

const arrayNames = Object.keys(CLOUD_LAYOUT) as (keyof typeof CLOUD_LAYOUT)[];

const isUnit = (value: number) => value >= 0 && value <= 1;
const isInRange: Record<keyof typeof CLOUD_LAYOUT, (value: number) => boolean> = {
  positions: Number.isFinite,
  scales: (value) => value > 0 && Number.isFinite(value),
  rotations: Number.isFinite,
  colors: isUnit,
  opacities: isUnit,
};
