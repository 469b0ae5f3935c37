import { floatsToHalves } from '../base/half';
import { pack, packAsIs } from '../base/packed-file';
import { frameObject } from '../photo/frame';
import { fullMask, type Picture } from '../photo/picture';
import type { FileTasks, KeptObject } from '../protocol/files';
import type { SplatCloud } from '../splat/cloud';
import { writePly } from '../splat/writers/write-ply';
import { viewFrom } from './photo-view';

/** Pixels along a side of a thumbnail: sharp at the size of a card on a dense screen. */
const THUMBNAIL_SIZE = 256;
/** Degrees from the front: a little of the side tells most objects better than their face alone. */
const THUMBNAIL_AZIMUTH = 30;
/** The object fills only a part of the view that its thumbnail is cut from. */
const OVERSAMPLING = 1.5;

export type EncodeImage = (picture: Picture) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Makes an object ready for the library: its files and a thumbnail. The splats keep their float32 precision
 * (docs/decisions/0009-library.md); the viewset, of which only a mesh is made, is rounded to float16.
 *
 * @throws RangeError for a cloud that is not valid
 */
export async function shelve(
  { cloud, recipe, viewset, photos }: KeptObject,
  encode: EncodeImage,
): Promise<FileTasks['shelve']['result']> {
  const pictures = await Promise.all(photos.map(encode));
  return {
    files: {
      splats: pack(writePly(cloud, recipe)),
      ...(viewset && { viewset: pack(bytesOf(floatsToHalves(viewset.values))) }),
      photos: pictures.map(packAsIs),
    },
    thumbnail: await encode(thumbnailOf(cloud)),
  };
}

/** Fills its picture, whatever the object's size. */
function thumbnailOf(cloud: SplatCloud): Picture {
  const view = viewFrom(cloud, THUMBNAIL_AZIMUTH, OVERSAMPLING * THUMBNAIL_SIZE);
  return frameObject(view, fullMask(view), THUMBNAIL_SIZE) ?? viewFrom(cloud, 0, THUMBNAIL_SIZE);
}

/** Every machine that runs a browser is little endian. */
function bytesOf({ buffer }: Uint16Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer as ArrayBuffer);
}
