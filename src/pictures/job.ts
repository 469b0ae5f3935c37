import type { Camera } from '../splat/render/camera';
import type { Channel } from '../splat/render/channel';

export const BACKGROUNDS = ['transparent', 'light', 'dark'] as const;
export type Background = (typeof BACKGROUNDS)[number];

export const FILM_FORMATS = ['mp4', 'webm', 'gif'] as const;
export type FilmFormat = (typeof FILM_FORMATS)[number];

/** How one view is drawn. */
export interface Look {
  readonly channel: Channel;
  readonly background: Background;
  /** Pixels of one view; a file that shows more than one is larger. */
  readonly width: number;
  readonly height: number;
}

/** The object as a camera sees it, in a PNG file. */
export interface Still {
  readonly kind: 'picture';
  readonly look: Look;
  /** Its field of view is that of the picture's shorter side. */
  readonly camera: Camera;
}

/** The object turning once about the vertical through its middle. */
export interface Turntable {
  readonly kind: 'turntable';
  readonly look: Look;
  /** Where it starts, as above. */
  readonly camera: Camera;
  readonly seconds: number;
  readonly framesPerSecond: number;
  readonly format: FilmFormat;
}

/** The object from all around, on one sheet in a PNG file. */
export interface Views {
  readonly kind: 'views';
  readonly look: Look;
}

/** A picture or film to make. */
export type PictureJob = Still | Turntable | Views;

export type PictureKind = PictureJob['kind'];

/** The ending of the file's name. */
export function endingOf(job: PictureJob): '.png' | `.${FilmFormat}` {
  return job.kind === 'turntable' ? `.${job.format}` : '.png';
}

export function frameCountOf({ seconds, framesPerSecond }: Turntable): number {
  return Math.max(1, Math.round(seconds * framesPerSecond));
}
