import { FileError } from '../base/file-error';
import { halvesToFloats } from '../base/half';
import { type PackedFile, unpack } from '../base/packed-file';
import type { DecodeImage } from '../mesh/readers/image';
import type { Picture } from '../photo/picture';
import type { KeptObject, ObjectFiles } from '../protocol/files';
import type { ViewsetValues } from '../protocol/generation';
import { readPly } from '../splat/readers/read-ply';
import { AXES, CHANNELS } from '../viewset/viewset';

/** More than the largest .ply that is read. */
const SPLATS_BYTES_MAX = 300_000_000;
/** More than a viewset of 256 x 256 pixels, four times as fine as any model's. */
const VIEWSET_BYTES_MAX = 4_000_000;
const PHOTO_BYTES_MAX = 8_000_000;

/**
 * Reads the files of an object in the library. They are checked as those of strangers: a library can be imported.
 *
 * @throws FileError
 */
export async function unshelve(files: ObjectFiles, decode: DecodeImage): Promise<KeptObject> {
  const { cloud, recipe } = readPly(unpack(files.splats, 'The .ply', SPLATS_BYTES_MAX));
  return {
    cloud,
    recipe,
    ...(files.viewset && { viewset: readViewset(files.viewset) }),
    photos: await Promise.all(files.photos.map((photo) => readPhoto(photo, decode))),
  };
}

function readViewset(file: PackedFile): ViewsetValues {
  const bytes = unpack(file, 'The viewset', VIEWSET_BYTES_MAX);
  const resolution = Math.sqrt(bytes.length / (2 * AXES * CHANNELS));
  if (!Number.isInteger(resolution) || resolution === 0) {
    throw new FileError(`The viewset has ${bytes.length} bytes, which is the size of none.`);
  }
  const values = halvesToFloats(new Uint16Array(bytes.slice().buffer));
  if (!values.every(Number.isFinite)) throw new FileError('The viewset has values that are not finite.');
  return { resolution, values };
}

async function readPhoto(file: PackedFile, decode: DecodeImage): Promise<Picture> {
  const bytes = unpack(file, 'A photo', PHOTO_BYTES_MAX);
  try {
    const { width, height, data } = await decode(bytes);
    return { width, height, pixels: new Uint8ClampedArray(data) };
  } catch (cause) {
    throw new FileError('A photo of the object is damaged.', { cause });
  }
}
