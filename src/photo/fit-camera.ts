import type { ExpectedCamera, RoughAngle } from '../base/expected-camera';
import { cameraAround, type PhotoCamera } from './camera';
import { alike, likeness, type Scene, type Surface, sceneOf } from './likeness';
import type { Picture } from './picture';

/** What a camera is searched by, degrees. */
export type CameraAngles = Pick<PhotoCamera, 'azimuth' | 'elevation' | 'fieldOfView'>;

export interface CameraFit {
  readonly camera: PhotoCamera;
  /** Intersection over union of the object's silhouette and the photo's, in [0, 1]. */
  readonly overlap: number;
}

/** Angles that are searched and may be set by hand, degrees. */
export const ELEVATIONS = { min: -10, max: 60 } as const;
export const FIELDS_OF_VIEW = { min: 20, max: 60 } as const;

/** Degrees between the cameras that are tried first. */
const COARSE = { azimuth: 30, elevation: 10, fieldOfView: 10 } as const;
/** Degrees of the last steps. */
const FINEST = 0.5;
/** Cameras of the coarse grid from which the search goes on: the cost has more than one valley. */
const STARTS = 3;
/** What a mean difference of colour by all of its range weighs beside silhouettes that do not meet at all. */
const COLOR_WEIGHT = 1;
/** What being off by one deviation of what is expected weighs beside them. */
const EXPECTATION_WEIGHT = 0.05;

/**
 * How people hold cameras. The field of view shows little in a picture, and an object that was read poorly from a photo
 * would put its camera anywhere.
 */
const USUAL: ExpectedCamera = {
  elevation: { mean: 20, deviation: 60 },
  fieldOfView: { mean: 40, deviation: 40 },
};

interface Tried {
  readonly angles: CameraAngles;
  readonly cost: number;
}

/**
 * Finds the camera that took a photo of an object: where the object's silhouette covers the photo's, and its colours
 * agree. A coarse grid over elevation and field of view, and azimuth where that is unknown, is followed by a compass
 * search from the best of it. Distance and crop follow, because the object is as large as in the photo.
 *
 * @param photo the object cut out, square, as `frameObject` gives it
 * @param azimuth degrees, or null where it is unknown
 * @param expected what else is known of the camera; by default, how people hold cameras
 * @returns null where object or photo have nothing solid
 */
export function fitCamera(
  surface: Surface,
  photo: Picture,
  azimuth: number | null,
  expected = USUAL,
): CameraFit | null {
  const scene = sceneOf(surface, photo);
  if (!scene) return null;
  const at = (angles: CameraAngles): Tried => ({ angles, cost: costOf(scene, angles, expected) });
  const found = best(grid(azimuth).map(at))
    .slice(0, STARTS)
    .map((start) => search(at, start, azimuth === null));
  return fitted(scene, best(found)[0]!.angles);
}

/** The same for angles that are known: what a correction by hand makes of them. */
export function cameraAt(surface: Surface, photo: Picture, angles: CameraAngles): CameraFit | null {
  const scene = sceneOf(surface, photo);
  return scene && fitted(scene, angles);
}

function fitted(scene: Scene, angles: CameraAngles): CameraFit {
  const camera = cameraOf(scene, angles);
  return { camera, overlap: likeness(scene, camera).overlap };
}

function cameraOf(scene: Scene, angles: CameraAngles): PhotoCamera {
  return alike(scene, cameraAround(scene.radius, angles));
}

function costOf(scene: Scene, angles: CameraAngles, expected: ExpectedCamera): number {
  const { overlap, difference } = likeness(scene, cameraOf(scene, angles));
  const oddness =
    square(angles.elevation, expected.elevation) + square(angles.fieldOfView, expected.fieldOfView);
  return 1 - overlap + COLOR_WEIGHT * difference + EXPECTATION_WEIGHT * oddness;
}

function square(value: number, { mean, deviation }: RoughAngle): number {
  return ((value - mean) / deviation) ** 2;
}

function grid(azimuth: number | null): CameraAngles[] {
  const azimuths = azimuth === null ? range(0, 360 - COARSE.azimuth, COARSE.azimuth) : [azimuth];
  return azimuths.flatMap((azimuth) =>
    range(ELEVATIONS.min, ELEVATIONS.max, COARSE.elevation).flatMap((elevation) =>
      range(FIELDS_OF_VIEW.min, FIELDS_OF_VIEW.max, COARSE.fieldOfView).map((fieldOfView) => ({
        azimuth,
        elevation,
        fieldOfView,
      })),
    ),
  );
}

/** Compass search (Hooke and Jeeves, 1961): to the best neighbour along an axis; where none is better, half the step. */
function search(at: (angles: CameraAngles) => Tried, start: Tried, turns: boolean): Tried {
  let now = start;
  for (let step = COARSE.elevation / 2; step >= FINEST; ) {
    const [next] = best(neighbours(now.angles, step, turns).map(at));
    if (next && next.cost < now.cost) now = next;
    else step /= 2;
  }
  return now;
}

function neighbours(angles: CameraAngles, step: number, turns: boolean): CameraAngles[] {
  const { azimuth, elevation, fieldOfView } = angles;
  return [-step, step].flatMap((by) => [
    { ...angles, elevation: within(elevation + by, ELEVATIONS) },
    { ...angles, fieldOfView: within(fieldOfView + 2 * by, FIELDS_OF_VIEW) },
    ...(turns ? [{ ...angles, azimuth: (azimuth + 2 * by + 360) % 360 }] : []),
  ]);
}

function best(tried: readonly Tried[]): Tried[] {
  return tried.toSorted((a, b) => a.cost - b.cost);
}

function within(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, value));
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}
