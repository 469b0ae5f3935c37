import type { ExpectedCamera } from '../base/expected-camera';
import type { Steer } from '../diffusion/steered';
import type { PhotoCamera } from '../photo/camera';
import type { Photo } from '../protocol/photo';
import { keepInside } from '../viewset/following/keep-inside';
import { outlineOf } from '../viewset/following/target';
import { viewsetToCloud } from '../viewset/to-splats';
import { decodeViewset, encodeViewset, type Viewset } from '../viewset/viewset';
import { fitOf } from './photo-cameras';
import { pictureOf, targetOf } from './photo-target';

/** Levels τ below which a camera that nobody knows is fitted anew, to what is predicted there. */
const FIT_BELOW = [0.95, 0.8] as const;

/**
 * Guidance by the views of photos while an object forms: every prediction is kept inside the photos' outlines. Their
 * colours come last (`finish`): earlier they would lead the network astray (measured,
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
    for (const view of views) view.guide(viewset, tau, tau <= last, strength);
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

  guide(viewset: Viewset, tau: number, isLast: boolean, strength: number): void {
    const isDue = isLast || FIT_BELOW.some((level) => tau < level && this.#fittedAt >= level);
    if (!this.photo.camera && isDue) {
      this.#fittedAt = tau;
      this.#camera = fitOf(viewsetToCloud(viewset), this.photo, this.expected)?.camera ?? this.#camera;
    }
    if (!this.#camera) return;
    keepInside(viewset, outlineOf(targetOf(pictureOf(this.photo), this.#camera)), strength);
  }
}
