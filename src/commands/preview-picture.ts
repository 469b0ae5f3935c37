import { shrunk } from '../pictures/shrunk';
import { checkPictures } from '../store/check-pictures';
import type { Studio } from './studio';

/**
 * Draws what the next picture or film will show.
 *
 * @param side pixels that the longer side of a view has at most
 * @param turn of a turntable, the share of the way round
 * @param signal another preview is wanted in place of this one
 */
export async function previewPicture(
  studio: Studio,
  side: number,
  turn: number,
  signal: AbortSignal,
): Promise<void> {
  const { subject, settings } = studio.store.getState().pictures;
  if (!subject) return;
  const checked = checkPictures(settings, subject.camera);
  const preview =
    'job' in checked
      ? await studio.pictures.ask({
          task: 'preview',
          cloud: subject.exhibit.cloud,
          job: shrunk(checked.job, side),
          turn,
        })
      : null;
  if (signal.aborted) return;
  studio.store.setState(({ pictures }) => ({ pictures: { ...pictures, preview } }));
}
