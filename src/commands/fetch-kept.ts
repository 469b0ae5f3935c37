import type { Exhibit } from '../store/exhibit';
import type { KeptCard } from '../store/library';
import type { Studio } from './studio';

/** An object out of the library, as it was when it was finished. */
export async function fetchKept(
  { library, files }: Studio,
  { id, recipe }: KeptCard,
  signal: AbortSignal,
): Promise<Exhibit> {
  const packed = await library.files(id);
  const { cloud, viewset, photos } = await files.ask({ task: 'unshelve', files: packed }, { signal });
  const steps = recipe?.steps ?? 1;
  return {
    cloud,
    recipe,
    step: steps,
    steps,
    origin: 'made',
    card: id,
    ...(viewset && { viewset }),
    photos: photos.map((picture, i) => ({ picture, azimuth: null, ...recipe?.photos?.[i] })),
  };
}
