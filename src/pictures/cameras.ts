import { type Camera, orbitCamera } from '../splat/render/camera';
import { VIEW_COUNT } from './layout';

const DEGREE = Math.PI / 180;
const FIELD_OF_VIEW = 30 * DEGREE;
/** Of the views on a sheet: a little from above, as things on a table are seen. */
const ELEVATION = 15 * DEGREE;
/** What stays free around the object on a sheet. */
const MARGIN = 1.1;

/** Three-quarter view from the front right, slightly above; the object fills the picture from every side. */
export const HOME_CAMERA = orbitCamera({
  azimuth: 35 * DEGREE,
  elevation: 20 * DEGREE,
  distance: 2.4,
  fieldOfView: FIELD_OF_VIEW,
});

/** A camera whose field of view is that of the shorter side, for a picture of this shape. */
export function fitted(camera: Camera, width: number, height: number): Camera {
  const half = Math.tan(camera.fieldOfView / 2) * Math.max(1, height / width);
  return { ...camera, fieldOfView: 2 * Math.atan(half) };
}

/** A camera carried about the vertical through the origin: the object seems to turn the other way. */
export function carried(camera: Camera, radians: number): Camera {
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const turn = ([x, y, z]: Camera['position']): Camera['position'] => [
    cos * x + sin * z,
    y,
    cos * z - sin * x,
  ];
  return {
    position: turn(camera.position),
    right: turn(camera.right),
    down: turn(camera.down),
    forward: turn(camera.forward),
    fieldOfView: camera.fieldOfView,
  };
}

/**
 * Cameras evenly around an object, from the front on and to its left, all of it in view from each of them.
 *
 * @param reach distance from the origin to the farthest splat
 */
export function camerasAround(reach: number): Camera[] {
  const distance = (MARGIN * Math.max(reach, 0.05)) / Math.sin(FIELD_OF_VIEW / 2);
  return Array.from({ length: VIEW_COUNT }, (_, view) =>
    orbitCamera({
      azimuth: (view / VIEW_COUNT) * 360 * DEGREE,
      elevation: ELEVATION,
      distance,
      fieldOfView: FIELD_OF_VIEW,
    }),
  );
}
