import type { Comparison } from '../store/view';
import { EXHIBIT_SIZE } from './exhibit-photos';
import type { Studio } from './studio';

/**
 * Lays the finished object beside one of the photos it was made from, seen from that photo's place. From an unknown
 * place it is shown from the front. Does nothing where there is no such photo.
 *
 * @param index of the photo, from 0 on
 */
export async function compare(studio: Studio, index: number): Promise<void> {
  const { store, pictures } = studio;
  const { finished } = store.getState().exhibit;
  const photo = finished?.photos?.[index];
  if (!finished || !photo) return;
  setComparison(studio, { index, rendering: null });
  const rendering = await pictures.ask({
    task: 'view',
    cloud: finished.cloud,
    azimuth: photo.azimuth ?? 0,
    size: EXHIBIT_SIZE,
  });
  const { view, exhibit } = store.getState();
  const isWanted = view.comparison?.index === index && exhibit.finished === finished;
  if (isWanted) setComparison(studio, { index, rendering });
}

export function endComparison(studio: Studio): void {
  setComparison(studio, null);
}

function setComparison({ store }: Studio, comparison: Comparison | null): void {
  store.setState(({ view }) => ({ view: { ...view, comparison } }));
}
