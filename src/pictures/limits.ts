import type { FilmFormat, PictureJob } from './job';
import { frameCountOf } from './job';
import { sizeOf } from './layout';

/** Pixels along a side of one view. */
export const SIDE_MIN = 16;
export const SIDE_MAX = 4096;

/** Length of a film. */
export const SECONDS_MIN = 0.2;
export const SECONDS_MAX = 60;

export const RATE_MIN = 1;
const RATE_MAX = 60;
/** Viewers show the frames of a GIF for two hundredths of a second or longer. */
const GIF_RATE_MAX = 50;

/** Pixels of a file of one picture: two views of the largest size side by side. */
const STILL_PIXELS_MAX = 2 * SIDE_MAX ** 2;
/** Pixels of one frame: 4K, the most that decoders in devices take. */
const FILM_PIXELS_MAX = 4096 * 2304;
/** Pixels of all frames of a GIF, which is held in memory as a whole: a minute of 512 x 512 at 20 frames a second. */
const GIF_PIXELS_MAX = 320e6;

/** What is wrong with the size of a whole file, for people; null where nothing is. */
export function tooLarge(job: PictureJob): string | null {
  const { width, height } = sizeOf(job);
  const size = `${width} × ${height} pixels`;
  const pixels = width * height;
  if (job.kind !== 'turntable') {
    return pixels > STILL_PIXELS_MAX ? `The file would have ${size}: make the views smaller.` : null;
  }
  if (pixels > FILM_PIXELS_MAX) {
    return `A film of ${size} is larger than 4K, which is the most: make it smaller.`;
  }
  if (job.format === 'gif' && pixels * frameCountOf(job) > GIF_PIXELS_MAX) {
    return `A GIF of ${frameCountOf(job)} frames of ${size} would be huge: make it smaller or shorter, or choose MP4 or WebM.`;
  }
  return null;
}

export function rateMaxOf(format: FilmFormat): number {
  return format === 'gif' ? GIF_RATE_MAX : RATE_MAX;
}
