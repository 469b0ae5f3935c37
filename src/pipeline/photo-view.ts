import type { PhotoCamera } from '../photo/camera';
import { type CameraAngles, type CameraFit, cameraAt, fitCamera } from '../photo/fit-camera';
import type { Picture } from '../photo/picture';
import type { SplatCloud } from '../splat/cloud';
import { disagreement, paintedBy } from '../splat/disagreement';
import { type Camera, orbitCamera } from '../splat/render/camera';
import { renderCloud } from '../splat/render/render-cloud';

/** Views from around are a little from above, as people look at things on tables. Radians. */
const ELEVATION = (15 * Math.PI) / 180;
/** Narrow enough that its perspective flatters; far enough for the unit cube from every side. */
const FIELD_OF_VIEW = (30 * Math.PI) / 180;
const DISTANCE = 3.2;
/** As near as an object of any shape is seen whole, give or take a corner. */
const TURNTABLE_DISTANCE = 2.55;

/**
 * An object as seen from somewhere around it, all of it at one scale whichever way it is turned.
 *
 * @param azimuth degrees from the front towards its left (+X)
 * @param size pixels along a side
 */
export function viewFrom(cloud: SplatCloud, azimuth: number, size: number, distance = DISTANCE): Picture {
  const camera = orbitCamera({
    azimuth: (azimuth * Math.PI) / 180,
    elevation: ELEVATION,
    distance,
    fieldOfView: FIELD_OF_VIEW,
  });
  return draw(cloud, camera, size);
}

/** An object from a photo's place, and how well it fits there. */
export interface PhotoView extends CameraFit {
  readonly picture: Picture;
}

/**
 * An object as seen by the camera that took a photo of it, as large and in the same place as there, so that the two
 * can lie one over the other.
 *
 * @param photo square, as `frameObject` gives it
 * @param from the photo's azimuth in degrees, null where it is unknown, and the rest is estimated; or all the angles
 * @param size pixels along a side
 * @returns null where there is nothing solid to see
 */
export function photoView(
  cloud: SplatCloud,
  photo: Picture,
  from: number | null | CameraAngles,
  size: number,
): PhotoView | null {
  const isKnown = from !== null && typeof from === 'object';
  const fit = isKnown ? cameraAt(cloud, photo, from) : fitCamera(cloud, photo, from);
  return fit && { ...fit, picture: draw(cloud, cameraOf(fit.camera), size) };
}

function cameraOf({ azimuth, elevation, fieldOfView, distance, centre, zoom }: PhotoCamera): Camera {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const place = orbitCamera({
    azimuth: radians(azimuth),
    elevation: radians(elevation),
    fieldOfView: radians(fieldOfView),
    distance,
  });
  return { ...place, crop: { centre, zoom } };
}

function draw(cloud: SplatCloud, camera: Camera, size: number): Picture {
  const { color } = renderCloud(cloud, camera, size, size);
  const pixels = new Uint8ClampedArray(color.length);
  for (let i = 0; i < color.length; i += 4) {
    const alpha = color[i + 3]!;
    if (alpha <= 0) continue;
    for (let c = 0; c < 3; c++) pixels[i + c] = (255 * color[i + c]!) / alpha;
    pixels[i + 3] = 255 * alpha;
  }
  return { width: size, height: size, pixels };
}

/** A small picture of an object on its own, as large in it as it can be turned in. */
export function turntableView(cloud: SplatCloud, azimuth: number, size: number): Picture {
  return viewFrom(cloud, azimuth, size, TURNTABLE_DISTANCE);
}

/** What `drawnViews` draws; see PictureTasks. */
interface Views {
  readonly clouds: readonly SplatCloud[];
  /** Degrees. */
  readonly azimuths: readonly number[];
  readonly size: number;
  readonly paint: 'colour' | 'disagreement';
}

/** Objects from places around them, a row for each; in their colours, or by how much they disagree. */
export function drawnViews({ clouds, azimuths, size, paint }: Views): Picture[][] {
  const painted =
    paint === 'colour'
      ? clouds
      : clouds.map((cloud, i) => paintedBy(cloud, disagreement(cloud, clouds.toSpliced(i, 1))));
  return painted.map((cloud) => azimuths.map((azimuth) => turntableView(cloud, azimuth, size)));
}
