import type { SplatCloud } from '../splat/cloud';
import { frameCountOf, type PictureJob, type Turntable } from './job';
import { sizeOf } from './layout';
import { paintDepth, paintJob } from './paint-job';
import { shrunk } from './shrunk';

type Progress = (share: number) => void;

/** Pictures that the palette of a GIF is chosen by, and pixels along their longer side. */
const PALETTE_SAMPLES = 6;
const PALETTE_SIDE = 128;

/**
 * Draws a picture, sheet or film and writes its file.
 *
 * @param onProgress takes the share that is done, in [0, 1]
 * @throws PictureError where there is no codec for it
 */
export function makePictureFile(
  cloud: SplatCloud,
  job: PictureJob,
  onProgress: Progress = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  if (job.kind !== 'turntable') return makePng(cloud, job, onProgress);
  return job.format === 'gif' ? makeGif(cloud, job, onProgress) : makeFilm(cloud, job, onProgress);
}

async function makePng(
  cloud: SplatCloud,
  job: PictureJob,
  onProgress: Progress,
): Promise<Uint8Array<ArrayBuffer>> {
  const { writePng } = await import('./write-png');
  const isDepth = job.look.channel === 'depth';
  const onRows: Progress = (share) => onProgress(0.5 * share);
  const values = isDepth
    ? paintDepth(cloud, job, onRows)
    : paintJob(cloud, job, { onProgress: onRows }).pixels;
  return writePng(
    { ...sizeOf(job), values, isGrey: isDepth, isOpaque: job.look.background !== 'transparent' },
    (share) => onProgress(0.5 + 0.5 * share),
  );
}

async function makeGif(
  cloud: SplatCloud,
  film: Turntable,
  onProgress: Progress,
): Promise<Uint8Array<ArrayBuffer>> {
  const { gifWriter } = await import('./write-gif');
  const count = frameCountOf(film);
  const small = shrunk(film, PALETTE_SIDE);
  const samples = Array.from({ length: Math.min(PALETTE_SAMPLES, count) }, (_, i) =>
    paintJob(cloud, small, { turn: i / PALETTE_SAMPLES }),
  );
  const writer = gifWriter(sizeOf(film), film.framesPerSecond, samples);
  for (let frame = 0; frame < count; frame++) {
    writer.add(paintJob(cloud, film, { turn: frame / count }).pixels);
    onProgress((frame + 1) / count);
  }
  return writer.finish();
}

async function makeFilm(
  cloud: SplatCloud,
  film: Turntable,
  onProgress: Progress,
): Promise<Uint8Array<ArrayBuffer>> {
  const { writeFilm } = await import('./write-film');
  const count = frameCountOf(film);
  return writeFilm(film, (frame) => paintJob(cloud, film, { turn: frame / count }), onProgress);
}
