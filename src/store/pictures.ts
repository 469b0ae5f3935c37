import type { Picture } from '../photo/picture';
import {
  type Background,
  type FilmFormat,
  frameCountOf,
  type PictureJob,
  type PictureKind,
} from '../pictures/job';
import { sizeOf } from '../pictures/layout';
import type { Camera } from '../splat/render/camera';
import type { Channel } from '../splat/render/channel';
import type { Exhibit } from './exhibit';

export {
  type Background,
  type Channel,
  type FilmFormat,
  frameCountOf,
  type PictureJob,
  type PictureKind,
  sizeOf,
};

/** What a person has typed and chosen for the next picture. Numbers stay text, as in Settings. */
export interface PictureSettings {
  readonly kind: PictureKind;
  readonly channel: Channel;
  readonly background: Background;
  /** Of one view. */
  readonly width: string;
  readonly height: string;
  readonly seconds: string;
  readonly framesPerSecond: string;
  readonly format: FilmFormat;
}

/** What pictures are taken of: the stage as it was when they were asked for. */
export interface Subject {
  readonly exhibit: Exhibit;
  readonly camera: Camera;
}

/** Making of pictures and films. */
export interface Pictures {
  /** Null while nobody makes any. */
  readonly subject: Subject | null;
  readonly settings: PictureSettings;
  /** What the file will show; null until it is drawn, and where the settings are wrong. */
  readonly preview: Picture | null;
  /** What this browser can write a film in; null until that is known. */
  readonly filmFormats: readonly FilmFormat[] | null;
}

/** Pixels along both sides that each kind starts with. */
const SIDES: Readonly<Record<PictureKind, string>> = { picture: '1024', turntable: '512', views: '512' };

export const initialPictures: Pictures = {
  subject: null,
  settings: {
    kind: 'picture',
    channel: 'colour',
    background: 'transparent',
    width: SIDES.picture,
    height: SIDES.picture,
    seconds: '4',
    framesPerSecond: '25',
    format: 'mp4',
  },
  preview: null,
  filmFormats: null,
};

/** Settings for another kind: its own size, as long as nobody has chosen one. */
export function withKind(settings: PictureSettings, kind: PictureKind): PictureSettings {
  const before = SIDES[settings.kind];
  const isUntouched = settings.width === before && settings.height === before;
  return { ...settings, kind, ...(isUntouched && { width: SIDES[kind], height: SIDES[kind] }) };
}
