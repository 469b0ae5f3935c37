import { useEffect } from 'react';
import { findFilmFormats } from '../../commands/find-film-formats';
import { previewPicture } from '../../commands/preview-picture';
import type { PictureSettings } from '../../store/pictures';
import { useStudio } from '../studio-context';

/** Pixels along the longer side of a view: of a whole picture, and of one of many. */
const SIDE = 400;
const SIDE_ON_SHEET = 150;
/** Milliseconds between the pictures of a turning preview: smooth enough, and gentle on the machine. */
const PAUSE = 60;

/** Keeps the preview as the settings say; that of a turntable turns, unless motion is not wanted. */
export function usePreview(settings: PictureSettings): void {
  const studio = useStudio();
  useEffect(() => {
    const stop = new AbortController();
    const isTurning =
      settings.kind === 'turntable' && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const side = settings.kind === 'views' ? SIDE_ON_SHEET : SIDE;
    const round = 1000 * Math.max(1, Number(settings.seconds) || 1);
    const begun = performance.now();
    const show = async () => {
      do {
        await previewPicture(studio, side, ((performance.now() - begun) / round) % 1, stop.signal);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      } while (isTurning && !stop.signal.aborted);
    };
    // A preview that cannot be drawn leaves the last one; what is wrong is said when the file is made.
    show().catch(console.error);
    findFilmFormats(studio, stop.signal).catch(console.error);
    return () => stop.abort();
  }, [studio, settings]);
}
