import type { Picture } from '../photo/picture';
import type { SplatCloud } from '../splat/cloud';
import { reachOf } from '../splat/render/depth-range';
import { camerasAround, carried } from './cameras';
import type { PictureJob } from './job';
import { lookOf, placeOf, sizeOf } from './layout';
import { paintView, type Sheet } from './paint-view';

const CORNER = { left: 0, top: 0 };

/**
 * Draws what a job's file shows, a turntable at one moment.
 *
 * @param turn of a turntable: the share of the way round, in [0, 1)
 * @param onProgress takes the share that is drawn, in (0, 1]
 */
export function paintJob(
  cloud: SplatCloud,
  job: PictureJob,
  { turn = 0, onProgress }: { turn?: number; onProgress?: (share: number) => void } = {},
): Picture {
  const { width, height } = sizeOf(job);
  const pixels = new Uint8ClampedArray(4 * width * height);
  paintOnto({ values: pixels, width }, cloud, job, turn, onProgress);
  return { width, height, pixels };
}

/** A depth map in 16 bits, [height, width, 4]: 8 bits show steps where surfaces are meant to be made from it. */
export function paintDepth(
  cloud: SplatCloud,
  job: PictureJob,
  onProgress: (share: number) => void,
): Uint16Array<ArrayBuffer> {
  const { width, height } = sizeOf(job);
  const values = new Uint16Array(4 * width * height);
  paintOnto({ values, width }, cloud, job, 0, onProgress);
  return values;
}

function paintOnto(
  sheet: Sheet,
  cloud: SplatCloud,
  job: PictureJob,
  turn: number,
  onProgress: (share: number) => void = () => {},
): void {
  const look = lookOf(job);
  switch (job.kind) {
    case 'picture':
      paintView(cloud, job.camera, look, sheet, CORNER, onProgress);
      return;
    case 'turntable': {
      // The object turns to the right, as on a potter's wheel.
      const camera = carried(job.camera, -2 * Math.PI * turn);
      paintView(cloud, camera, look, sheet, CORNER, onProgress);
      return;
    }
    case 'views': {
      const cameras = camerasAround(reachOf(cloud));
      cameras.forEach((camera, view) => {
        paintView(cloud, camera, look, sheet, placeOf(job, view));
        onProgress((view + 1) / cameras.length);
      });
      return;
    }
    default:
      job satisfies never;
  }
}
