import { frameObject } from '../photo/frame';
import { fullMask, type Picture } from '../photo/picture';
import type { SplatCloud } from '../splat/cloud';
import { orbitCamera } from '../splat/render/camera';
import { renderCloud } from '../splat/render/render-cloud';

/** A guess for every photo: a little above, as people photograph things on tables. Radians. */
const ELEVATION = (15 * Math.PI) / 180;
/** Narrow enough that its perspective flatters; far enough for the unit cube from every side. */
const FIELD_OF_VIEW = (30 * Math.PI) / 180;
const DISTANCE = 3.2;
/** As near as an object of any shape is seen whole, give or take a corner. */
const TURNTABLE_DISTANCE = 2.55;
/** Rendered larger than it is shown, for the object fills only a part of the rendering. */
const OVERSAMPLING = 1.5;

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

/**
 * An object as seen from where a photo was taken, framed as photos are, so that the two can lie side by side.
 *
 * @returns null where there is nothing solid to see
 */
export function photoView(cloud: SplatCloud, azimuth: number, size: number): Picture | null {
  const view = viewFrom(cloud, azimuth, Math.round(OVERSAMPLING * size));
  return frameObject(view, fullMask(view), size);
}

/** A small picture of an object on its own, as large in it as it can be turned in. */
export function turntableView(cloud: SplatCloud, azimuth: number, size: number): Picture {
  return viewFrom(cloud, azimuth, size, TURNTABLE_DISTANCE);
}
