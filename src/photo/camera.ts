/**
 * The camera that took a photo, in object space (docs/conventions.md, Space): it looks at the origin, upright, and its
 * picture is cropped to the object. The twin of Camera in training/kiln/photo.py, but for the distance, which is told
 * here and follows from the object's size there. Angles in degrees.
 */
export interface PhotoCamera {
  /** 0 stands at +Z, 90 at +X. */
  readonly azimuth: number;
  /** Above the horizon, inside (-90, 90). */
  readonly elevation: number;
  /** Vertical field of view before the crop. */
  readonly fieldOfView: number;
  /** From the origin. */
  readonly distance: number;
  /** Which point of the uncropped picture is in the middle: in half its height, x to the right, y up. */
  readonly centre: readonly [x: number, y: number];
  /** How much the crop enlarges the picture. */
  readonly zoom: number;
}

/** Photos beside the cameras that took them, where these are known. */
export function withCameras<T extends object>(
  photos: readonly T[],
  cameras: readonly (PhotoCamera | null)[],
): (T & { readonly camera?: PhotoCamera })[] {
  return photos.map((photo, i) => ({ ...photo, ...(cameras[i] && { camera: cameras[i] }) }));
}

/** How much of the uncropped picture's height an object's bounding sphere takes. */
const FILL = 0.85;

/** An uncropped camera that is as far away as its field of view needs to see all of an object of this radius. */
export function cameraAround(
  radius: number,
  { azimuth, elevation, fieldOfView }: Pick<PhotoCamera, 'azimuth' | 'elevation' | 'fieldOfView'>,
): PhotoCamera {
  const distance = radius / Math.sin(radians(fieldOfView) / 2) / FILL;
  return { azimuth, elevation, fieldOfView, distance, centre: [0, 0], zoom: 1 };
}

/** Three coordinates in object space. */
type Vector = readonly [number, number, number];

/** Unit vectors to the right, upwards, and backwards from the object to the camera. */
export function axesOf({ azimuth, elevation }: PhotoCamera): readonly [Vector, Vector, Vector] {
  const [sa, ca] = [Math.sin(radians(azimuth)), Math.cos(radians(azimuth))];
  const [se, ce] = [Math.sin(radians(elevation)), Math.cos(radians(elevation))];
  return [
    [ca, 0, -sa],
    [-sa * se, ce, -ca * se],
    [sa * ce, se, ca * ce],
  ];
}

/**
 * Where points appear in a square picture.
 *
 * @param points [N, 3] in object space, in front of the camera
 * @param size pixels along a side; pixel i is centred at i
 * @returns [N, 3] column, row from the top, and 1 / depth along the camera's axis
 */
export function project(camera: PhotoCamera, points: ArrayLike<number>, size: number): Float64Array {
  const [right, up, back] = axesOf(camera);
  const { distance, centre, zoom, fieldOfView } = camera;
  const half = Math.tan(radians(fieldOfView) / 2);
  const out = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    const depth = distance - along(back, points, i);
    const x = (along(right, points, i) / (half * depth) - centre[0]) * zoom;
    const y = (along(up, points, i) / (half * depth) - centre[1]) * zoom;
    out[i] = (size / 2) * (1 + x) - 0.5;
    out[i + 1] = (size / 2) * (1 - y) - 0.5;
    out[i + 2] = 1 / depth;
  }
  return out;
}

/** A box in a picture, whose sides are at -1 and 1; x to the right, y up. */
export interface Frame {
  readonly low: readonly [x: number, y: number];
  readonly high: readonly [x: number, y: number];
}

/**
 * The same camera, its picture cropped so that the points' bounding box lies as a frame does: its middle in the same
 * place, its longer side as long as the frame's.
 *
 * @param points [N, 3], at least two that do not fall together in the picture
 */
export function framed(camera: PhotoCamera, points: ArrayLike<number>, frame: Frame): PhotoCamera {
  const { low, high } = frameOf(camera, points);
  const longer = Math.max(high[0] - low[0], high[1] - low[1]);
  const scale = Math.max(frame.high[0] - frame.low[0], frame.high[1] - frame.low[1]) / longer;
  const zoom = camera.zoom * scale;
  const centre = ([0, 1] as const).map(
    (k) =>
      camera.centre[k] + (low[k] + high[k]) / 2 / camera.zoom - (frame.low[k] + frame.high[k]) / 2 / zoom,
  ) as [number, number];
  return { ...camera, centre, zoom };
}

/** The same camera, its picture cropped so that the points' longer side takes `share` of it, centred. */
export function cropped(camera: PhotoCamera, points: ArrayLike<number>, share: number): PhotoCamera {
  return framed(camera, points, { low: [-share, -share], high: [share, share] });
}

/** The bounding box of points in a camera's picture. */
export function frameOf(camera: PhotoCamera, points: ArrayLike<number>): Frame {
  const seen = project(camera, points, 2);
  const low: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high: [number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < seen.length; i += 3) {
    // Pixels of a picture of two by two, whose middle is at 0.5.
    const at = [seen[i]! - 0.5, 0.5 - seen[i + 1]!];
    for (const k of [0, 1] as const) {
      low[k] = Math.min(low[k], at[k]!);
      high[k] = Math.max(high[k], at[k]!);
    }
  }
  return { low, high };
}

function along(axis: Vector, points: ArrayLike<number>, at: number): number {
  return axis[0] * points[at]! + axis[1] * points[at + 1]! + axis[2] * points[at + 2]!;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
