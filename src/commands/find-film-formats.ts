import { checkPictures } from '../store/check-pictures';
import type { Studio } from './studio';

/**
 * Finds out what this browser can write the next film in, which depends on its size. Where the chosen format is not
 * among them, the first that is takes its place.
 *
 * @param signal the settings have changed meanwhile
 */
export async function findFilmFormats(studio: Studio, signal: AbortSignal): Promise<void> {
  const { subject, settings } = studio.store.getState().pictures;
  const checked = subject && checkPictures(settings, subject.camera);
  if (!checked || !('job' in checked) || checked.job.kind !== 'turntable') return;
  const filmFormats = await studio.pictures.ask({ task: 'film-formats', film: checked.job });
  if (signal.aborted) return;
  studio.store.setState(({ pictures }) => {
    const { format } = pictures.settings;
    const possible = filmFormats.includes(format) ? format : filmFormats[0]!;
    return { pictures: { ...pictures, filmFormats, settings: { ...pictures.settings, format: possible } } };
  });
}
