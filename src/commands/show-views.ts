import type { SplatCloud } from '../splat/cloud';
import type { Comparison } from '../store/view';
import { changeComparison } from './set-comparison';
import type { Studio } from './studio';

/** Where the novel views are taken from, degrees: the photo shows the front. */
const AROUND = [60, 120, 180, 240, 300] as const;
/** Where backs are looked at from. */
const BEHIND = [160] as const;
/** Pixels along a side of each. */
const SIZE = 128;
/** Variations that are laid side by side. */
const VARIATIONS_SHOWN = 4;

/** Draws the compared object from around, or what its variations made of the back that no photo shows. */
export async function showViews(studio: Studio, views: Comparison['views']): Promise<void> {
  const { store, pictures } = studio;
  const { finished } = store.getState().exhibit;
  if (!finished || !store.getState().view.comparison) return;
  const variations = variationsOf(studio);
  changeComparison(studio, { views, pictures: [], hasVariations: variations.length > 1 });
  const drawn = await pictures.ask({
    task: 'views',
    clouds: views === 'around' ? [finished.cloud] : variations,
    azimuths: views === 'around' ? AROUND : BEHIND,
    size: SIZE,
    paint: views === 'disagreement' ? 'disagreement' : 'colour',
  });
  const { view, exhibit } = store.getState();
  const isWanted = view.comparison?.views === views && exhibit.finished === finished;
  if (isWanted) changeComparison(studio, { pictures: drawn.flat() });
}

/** The finished variations that were made of the same photos as the object, as far as they are shown. */
function variationsOf({ store }: Studio): SplatCloud[] {
  const { exhibit, variations } = store.getState();
  const photos = exhibit.finished?.photos;
  return variations.cells
    .flatMap(({ exhibit }) =>
      exhibit && exhibit.photos === photos && exhibit.step === exhibit.steps ? [exhibit.cloud] : [],
    )
    .slice(0, VARIATIONS_SHOWN);
}
