import type { Comparison } from '../store/view';
import { EXHIBIT_SIZE } from './exhibit-photos';
import type { Studio } from './studio';

/** Where the novel views are taken from, degrees: the photo shows the front. */
const AROUND = [60, 120, 180, 240, 300] as const;
/** Pixels along a side of each. */
const AROUND_SIZE = 128;

/**
 * Lays the finished object over one of the photos it was made from, seen by that photo's camera, which is estimated;
 * and shows it from around. Does nothing where there is no such photo.
 *
 * @param index of the photo, from 0 on
 */
export async function compare(studio: Studio, index: number): Promise<void> {
  const { store, pictures } = studio;
  const { finished } = store.getState().exhibit;
  const photo = finished?.photos?.[index];
  if (!finished || !photo) return;
  const { comparison } = store.getState().view;
  const around = comparison?.around ?? [];
  setComparison(studio, { index, found: null, corrected: null, rendering: null, around });
  const isWanted = () => {
    const { view, exhibit } = store.getState();
    return view.comparison?.index === index && exhibit.finished === finished;
  };
  const { cloud } = finished;
  const rendering = await pictures.ask({
    task: 'view',
    cloud,
    photo: photo.picture,
    from: photo.azimuth,
    size: EXHIBIT_SIZE,
  });
  if (!isWanted()) return;
  changeComparison(studio, { rendering, found: rendering });
  if (around.length > 0) return;
  const [views] = await pictures.ask({
    task: 'views',
    clouds: [cloud],
    azimuths: AROUND,
    size: AROUND_SIZE,
  });
  if (isWanted()) changeComparison(studio, { around: views! });
}

export function endComparison(studio: Studio): void {
  setComparison(studio, null);
}

function setComparison({ store }: Studio, comparison: Comparison | null): void {
  store.setState(({ view }) => ({ view: { ...view, comparison } }));
}

/** Changes what is compared, where something is. */
export function changeComparison({ store }: Studio, change: Partial<Comparison>): void {
  store.setState(({ view }) =>
    view.comparison ? { view: { ...view, comparison: { ...view.comparison, ...change } } } : {},
  );
}
