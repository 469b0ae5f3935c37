import {
  BufferTarget,
  Mp4OutputFormat,
  Output,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny';
import type { Picture } from '../photo/picture';
import { codecFor, isTransparent, QUALITY } from './codecs';
import { PictureError } from './errors';
import { frameCountOf, type Turntable } from './job';

/**
 * Encodes a film with the browser's own codecs.
 *
 * @param paint draws a frame; its pixels are used before the next one is asked for
 * @param onProgress takes the share of the frames that are encoded, in (0, 1]
 * @throws PictureError where this browser has no codec for the format
 */
export async function writeFilm(
  film: Turntable,
  paint: (frame: number) => Picture,
  onProgress: (share: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const codec = await codecFor(film);
  if (!codec) throw new PictureError(noCodec(film));
  const format =
    film.format === 'mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat();
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new VideoSampleSource({
    codec,
    quality: QUALITY,
    alpha: isTransparent(film) ? 'keep' : 'discard',
  });
  output.addVideoTrack(source, { frameRate: film.framesPerSecond });
  await output.start();
  const count = frameCountOf(film);
  for (let frame = 0; frame < count; frame++) {
    const { width, height, pixels } = paint(frame);
    const sample = new VideoSample(pixels as Uint8ClampedArray<ArrayBuffer>, {
      format: isTransparent(film) ? 'RGBA' : 'RGBX',
      codedWidth: width,
      codedHeight: height,
      timestamp: frame / film.framesPerSecond,
      duration: 1 / film.framesPerSecond,
    });
    await source.add(sample);
    sample.close();
    onProgress((frame + 1) / count);
  }
  await output.finalize();
  return new Uint8Array(target.buffer!);
}

function noCodec({ format }: Turntable): string {
  const other = format === 'mp4' ? 'WebM or GIF' : 'GIF';
  return `This browser cannot encode ${format === 'mp4' ? 'MP4' : 'WebM'} of this size. Choose ${other}, or a smaller size.`;
}
