import { canEncodeVideo, Quality, type VideoCodec } from 'mediabunny';
import type { FilmFormat, Turntable } from './job';
import { lookOf, sizeOf } from './layout';

export const QUALITY = new Quality('high');

/** What plays nearly everywhere comes first. */
const CODECS = { mp4: ['avc'], webm: ['vp9', 'vp8'], gif: [] } as const satisfies Record<
  FilmFormat,
  readonly VideoCodec[]
>;

/**
 * A codec that this browser can encode a film with; null where there is none. GIF needs none. Only WebM knows
 * transparency.
 */
export async function codecFor(film: Turntable): Promise<VideoCodec | null> {
  for (const codec of CODECS[film.format]) {
    if (await canEncode(codec, film)) return codec;
  }
  return null;
}

async function canEncode(codec: VideoCodec, film: Turntable): Promise<boolean> {
  if (typeof VideoEncoder === 'undefined') return false;
  return canEncodeVideo(codec, {
    ...sizeOf(film),
    quality: QUALITY,
    frameRate: film.framesPerSecond,
    alpha: isTransparent(film) ? 'keep' : 'discard',
  });
}

export function isTransparent(film: Turntable): boolean {
  return lookOf(film).background === 'transparent';
}
