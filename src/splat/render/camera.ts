/** Three coordinates in object space. */
type Vector = readonly [number, number, number];

/** A pinhole camera: where it stands, and how its axes lie in object space. */
export interface Camera {
  readonly position: Vector;
  /** Unit vectors to the right, downwards and forwards in the picture. */
  readonly right: Vector;
  readonly down: Vector;
  readonly forward: Vector;
  /** Vertical field of view, radians. */
  readonly fieldOfView: number;
  /** The part of the picture that is kept; all of it without. */
  readonly crop?: Crop;
}

export interface Crop {
  /** The point that comes into the middle: in half the picture's height, x to the right, y up. */
  readonly centre: readonly [x: number, y: number];
  /** How much it is enlarged. */
  readonly zoom: number;
}

export interface OrbitOptions {
  /** Radians from the front (+Z) towards the object's left (+X). */
  readonly azimuth: number;
  /** Radians above the horizon, inside (-π/2, π/2). */
  readonly elevation: number;
  /** From the centre of the object. */
  readonly distance: number;
  /** Vertical field of view, radians. */
  readonly fieldOfView: number;
}

/** A camera on a sphere around the origin that looks at it, upright. */
export function orbitCamera({ azimuth, elevation, distance, fieldOfView }: OrbitOptions): Camera {
  const [sa, ca] = [Math.sin(azimuth), Math.cos(azimuth)];
  const [se, ce] = [Math.sin(elevation), Math.cos(elevation)];
  return {
    position: [distance * ce * sa, distance * se, distance * ce * ca],
    right: [ca, 0, -sa],
    down: [se * sa, -ce, se * ca],
    forward: [-ce * sa, -se, -ce * ca],
    fieldOfView,
  };
}
