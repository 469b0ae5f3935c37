import { sourceOf } from '../store/photos';
import { correctCamera } from './correct-camera';
import { EXHIBIT_SIZE } from './exhibit-photos';
import { changeComparison, setComparison } from './set-comparison';
import { showViews } from './show-views';
import type { Studio } from './studio';

/**
 * Lays the finished object over one of the photos it was made from, seen by the camera that took it,
 * as far as anybody knows; and shows it from around. Does nothing where there is no such photo.
 *
 * @param index of the photo, from 0 on
 */
export async function compare(studio: Studio, index: number): Promise<void> {
  const { store, pictures } = studio;
  const { finished } = store.getState().exhibit;
  const photo = finished?.photos?.[index];
  if (!finished || !photo) return;
  const { comparison } = store.getState().view;
  const { views = 'around', pictures: drawn = [], hasVariations = false } = comparison ?? {};
  const found = { found: null, corrected: null, rendering: null } as const;
  setComparison(studio, { index, ...found, views, pictures: drawn, hasVariations });
  const isWanted = () => {
    const { view, exhibit } = store.getState();
    return view.comparison?.index === index && exhibit.finished === finished;
  };
  const { cloud } = finished;
  const rendering = await pictures.ask({
    task: 'view',
    cloud,
    photo: photo.picture,
    from: photo.camera ?? photo.azimuth,
    size: EXHIBIT_SIZE,
  });
  if (!isWanted()) return;
  changeComparison(studio, { rendering, found: rendering });
  const corrected = sourceOf(store.getState().photos, photo)?.camera;
  if (corrected) {
    const { azimuth, elevation, fieldOfView } = corrected;
    void correctCamera(studio, { azimuth, elevation, fieldOfView });
  }
  if (drawn.length === 0) await showViews(studio, views);
}

export function endComparison(studio: Studio): void {
  setComparison(studio, null);
}
