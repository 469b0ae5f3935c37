import { PNG } from 'pngjs';
import { PHOTO_SIZE } from '../photo/frame';
import type { Picture } from '../photo/picture';
import { resize } from '../photo/resample';
import { type PhotoView, photoView, viewFrom } from '../pipeline/photo-view';
import type { GenerationStep } from '../protocol/generation';
import type { Photo } from '../protocol/photo';
import type { SplatCloud } from '../splat/cloud';

/** Pixels along a side of each picture on the sheet. */
const CELL = 256;
const COLUMNS = 4;
/** Degrees from one novel view to the next. */
const TURN = 45;
/** Behind photos: the grey that the network takes for nothing. Behind renderings: the command line's own. */
const GREY = [128, 128, 128] as const;
const LIGHT = [237, 237, 240] as const;

/**
 * A picture of what was made of photos: each photo, as the network saw it, beside the object from the camera that
 * was found for it, and below it the object from all around.
 */
export function photoSheet(
  cloud: SplatCloud,
  photos: readonly Photo[],
  cameras: GenerationStep['cameras'] = [],
): { readonly png: Buffer; readonly views: readonly (PhotoView | null)[] } {
  const seen = photos.map(({ pixels }) => ({ width: PHOTO_SIZE, height: PHOTO_SIZE, pixels }));
  const views = seen.map((photo, i) => photoView(cloud, photo, cameras[i] ?? photos[i]!.azimuth, CELL));
  const compared = seen.flatMap((photo, i) => [
    { picture: resize(photo, CELL, CELL), ground: GREY },
    { picture: views[i]?.picture, ground: LIGHT },
  ]);
  const around = Array.from({ length: 360 / TURN }, (_, i) => ({
    picture: viewFrom(cloud, i * TURN, CELL),
    ground: LIGHT,
  }));
  const first = Math.ceil(compared.length / COLUMNS);
  const sheet = new PNG({ width: COLUMNS * CELL, height: (first + around.length / COLUMNS) * CELL });
  sheet.data.fill(255);
  compared.forEach(({ picture, ground }, i) => {
    if (picture) lay(sheet, picture, ground, i);
  });
  around.forEach(({ picture, ground }, i) => {
    lay(sheet, picture, ground, first * COLUMNS + i);
  });
  return { png: PNG.sync.write(sheet, { colorType: 2 }), views };
}

/** @param place counted along the rows */
function lay(sheet: PNG, { pixels }: Picture, ground: readonly number[], place: number): void {
  const [left, top] = [(place % COLUMNS) * CELL, Math.floor(place / COLUMNS) * CELL];
  for (let row = 0; row < CELL; row++) {
    for (let column = 0; column < CELL; column++) {
      const i = 4 * (row * CELL + column);
      const alpha = pixels[i + 3]! / 255;
      const to = 4 * ((top + row) * sheet.width + left + column);
      for (let c = 0; c < 3; c++)
        sheet.data[to + c] = Math.round(alpha * pixels[i + c]! + (1 - alpha) * ground[c]!);
    }
  }
}
