import type { ExpectedCamera } from '../base/expected-camera';
import type { Steer } from '../diffusion/steered';
import { axesOf, type PhotoCamera } from '../photo/camera';
import { PHOTO_SIZE } from '../photo/frame';
import { resize } from '../photo/resample';
import type { Photo } from '../protocol/photo';
import { fillOutline } from '../viewset/guidance/fill-outline';
import { keepInside } from '../viewset/guidance/keep-inside';
import { pullTowards } from '../viewset/guidance/pull';
import { outlineOf, type Target } from '../viewset/guidance/target';
import { viewsetToCloud } from '../viewset/to-splats';
import { decodeViewset, encodeViewset, type Viewset } from '../viewset/viewset';
import { fitOf } from './photo-cameras';

/** Levels τ below which a camera that nobody knows is fitted anew, to what is predicted there. */
const FIT_BELOW = [0.95, 0.8] as const;

/**
 * Guidance by the views of photos, as in "GSD: View-Guided Gaussian Splatting Diffusion" (Mu et al., 2024): every
 * prediction is kept inside the photos' outlines; the last one is made to fill them, and the loss of its rendering at
 * their places is followed. Earlier, blobs at the wrong depth and colours would lead the network astray (measured,
 * docs/decisions/0013-view-guidance.md). Photos from unknown places do not take part.
 *
 * @param expected what each photo tells of its camera
 * @param strength in [0, 1]
 * @param last the level of the last prediction
 */
export function photoGuidance(
  photos: readonly Photo[],
  expected: readonly ExpectedCamera[],
  strength: number,
  resolution: number,
  last: number,
): Steer {
  const views = photos.flatMap((photo, i) =>
    photo.azimuth === null ? [] : [new PhotoView(photo, expected[i]!)],
  );
  return async (x0, tau) => {
    const viewset = decodeViewset(x0, resolution);
    for (const view of views) await view.guide(viewset, tau, tau <= last, strength);
    return encodeViewset(viewset);
  };
}

/** A photo, and what is known of the camera that took it. */
class PhotoView {
  #camera: PhotoCamera | null;
  #fittedAt = 1;

  constructor(
    private readonly photo: Photo,
    private readonly expected: ExpectedCamera,
  ) {
    this.#camera = photo.camera ?? null;
  }

  async guide(viewset: Viewset, tau: number, isLast: boolean, strength: number): Promise<void> {
    if (!this.photo.camera && (isLast || FIT_BELOW.some((level) => tau < level && this.#fittedAt >= level))) {
      this.#fittedAt = tau;
      this.#camera = fitOf(viewsetToCloud(viewset), this.photo, this.expected)?.camera ?? this.#camera;
    }
    if (!this.#camera) return;
    keepInside(viewset, outlineOf(targetOf(this.photo, this.#camera, PHOTO_SIZE)), strength);
    if (!isLast) return;
    const target = targetOf(this.photo, this.#camera, viewset.resolution);
    await fillOutline(viewset, target, strength);
    await pullTowards(viewset, target, strength);
  }
}

/** A photo at some size, from where its camera stands. */
function targetOf({ pixels }: Photo, camera: PhotoCamera, size: number): Target {
  const small = resize({ width: PHOTO_SIZE, height: PHOTO_SIZE, pixels }, size, size).pixels;
  const values = Float32Array.from(
    small,
    (value, i) => (i % 4 === 3 ? value : (value * small[i - (i % 4) + 3]!) / 255) / 255,
  );
  return { view: viewOf(camera, size), pixels: values };
}

function viewOf(camera: PhotoCamera, size: number): Target['view'] {
  const [right, up, back] = axesOf(camera);
  const { distance, fieldOfView, centre, zoom } = camera;
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
