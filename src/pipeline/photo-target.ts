import { axesOf, type PhotoCamera } from '../photo/camera';
import { PHOTO_SIZE } from '../photo/frame';
import type { Picture } from '../photo/picture';
import { resize } from '../photo/resample';
import type { Photo } from '../protocol/photo';
import type { Target } from '../viewset/following/target';

/**
 * A photo as what an object should look like from where its camera stands.
 *
 * @param picture the object cut out, square, as `frameObject` gives it
 */
export function targetOf(picture: Picture, camera: PhotoCamera): Target {
  const small = resize(picture, PHOTO_SIZE, PHOTO_SIZE).pixels;
  const values = Float32Array.from(
    small,
    (value, i) => (i % 4 === 3 ? value : (value * small[i - (i % 4) + 3]!) / 255) / 255,
  );
  return { view: viewOf(camera), pixels: values };
}

/** A photo's picture, as the network takes it. */
export const pictureOf = ({ pixels }: Pick<Photo, 'pixels'>): Picture => ({
  width: PHOTO_SIZE,
  height: PHOTO_SIZE,
  pixels,
});

function viewOf(camera: PhotoCamera): Target['view'] {
  const [right, up, back] = axesOf(camera);
  const { distance, fieldOfView, centre, zoom } = camera;
  const size = PHOTO_SIZE;
  return {
    right,
    down: [-up[0], -up[1], -up[2]],
    back,
    distance,
    focal: ((size / 2) * zoom) / Math.tan((fieldOfView * Math.PI) / 360),
    column: (size / 2) * (1 - centre[0] * zoom) - 0.5,
    row: (size / 2) * (1 + centre[1] * zoom) - 0.5,
    size,
  };
}
