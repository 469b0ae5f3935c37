import type { Look, PictureJob } from './job';

/** The views of a sheet, around the object. */
export const VIEW_COUNT = 8;
const COLUMNS = 4;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * How the views of a job are drawn, as far as its format can. Film has even sizes, for its codecs keep colour in blocks
 * of 2 x 2; MP4 knows no transparency and gets the dark ground.
 */
export function lookOf(job: PictureJob): Look {
  const { look } = job;
  if (job.kind !== 'turntable' || job.format === 'gif') return look;
  const isOpaque = job.format === 'mp4' && look.background === 'transparent';
  return {
    ...look,
    ...(isOpaque && { background: 'dark' }),
    width: even(look.width),
    height: even(look.height),
  };
}

/** Pixels of the file that a job makes. */
export function sizeOf(job: PictureJob): Size {
  const cell = cellOf(job);
  if (job.kind !== 'views') return cell;
  return { width: cell.width * COLUMNS, height: (cell.height * VIEW_COUNT) / COLUMNS };
}

/** Where a view of a sheet lies: its upper left corner. */
export function placeOf(job: PictureJob, view: number): { readonly left: number; readonly top: number } {
  const { width, height } = cellOf(job);
  return { left: (view % COLUMNS) * width, top: Math.floor(view / COLUMNS) * height };
}

/** A view and what lies beside it. */
function cellOf(job: PictureJob): Size {
  const { channel, width, height } = lookOf(job);
  return { width: channel === 'colour-depth' ? 2 * width : width, height };
}

function even(pixels: number): number {
  return 2 * Math.ceil(pixels / 2);
}
