import type { Background, Channel, FilmFormat, PictureKind } from '../../store/pictures';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export const KINDS: readonly Option<PictureKind>[] = [
  { value: 'picture', label: 'Picture' },
  { value: 'turntable', label: 'Turntable' },
  { value: 'views', label: 'Views' },
];

export const CHANNELS: readonly Option<Channel>[] = [
  { value: 'colour', label: 'Colour' },
  { value: 'depth', label: 'Depth' },
  { value: 'normals', label: 'Normals' },
  { value: 'colour-depth', label: 'Colour beside depth' },
];

export const BACKGROUNDS: readonly Option<Background>[] = [
  { value: 'transparent', label: 'None' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export const FILM_FORMATS: readonly Option<FilmFormat>[] = [
  { value: 'mp4', label: 'MP4' },
  { value: 'webm', label: 'WebM' },
  { value: 'gif', label: 'GIF' },
];

/** Sizes that are often wanted, in pixels. */
export const SIZES: readonly (readonly [width: number, height: number, use: string])[] = [
  [512, 512, 'small'],
  [1024, 1024, 'square'],
  [2048, 2048, 'large'],
  [4096, 4096, 'largest'],
  [1920, 1080, 'wide'],
  [1080, 1920, 'tall'],
];
