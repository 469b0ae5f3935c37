import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { PNG } from 'pngjs';
import { checkFile, checkFileSize } from '../photo/check-file';
import { cutOut, type Segment } from '../photo/cut-out';
import { frameObject } from '../photo/frame';
import type { Mask, Picture } from '../photo/picture';
import { segment } from '../photo/segment';
import { type OpenFinder, openCutOut } from '../pipeline/cut-out';
import type { ModelSource } from '../pipeline/model-source';
import { KilnError } from '../protocol/errors';
import type { Photo } from '../protocol/photo';

/** A photo on disk, as the command line names it. */
export interface PhotoFile {
  readonly path: string;
  /** See Photo. */
  readonly azimuth: number | null;
  /** A picture as large as the photo: white, or what is not transparent, is the object. */
  readonly mask?: string;
}

/**
 * Photos as the network takes them. Where a picture is opaque and has no mask, the model that cuts objects out is
 * loaded for it.
 *
 * @throws KilnError PHOTO_UNREADABLE, or PhotoError
 */
export async function readPhotos(files: readonly PhotoFile[], models: ModelSource): Promise<Photo[]> {
  let finder: OpenFinder | undefined;
  const find: Segment = async (picture) => {
    finder ??= await openCutOut(models);
    return segment(picture, finder);
  };
  try {
    const photos: Photo[] = [];
    // One after the other, so that a photo that is refused does not take the weights from under another.
    for (const file of files) photos.push(await readPhoto(file, find));
    return photos;
  } finally {
    (finder as OpenFinder | undefined)?.dispose();
  }
}

async function readPhoto({ path, azimuth, mask }: PhotoFile, segment: Segment): Promise<Photo> {
  const picture = await readPng(path);
  const object =
    mask === undefined ? await cutOut(picture, segment, basename(path)) : await readMask(mask, picture);
  const framed = frameObject(picture, object);
  if (!framed) {
    throw unreadable(
      mask === undefined
        ? `Nothing in ${path} stands out from its background. Say where the object is with --mask FILE.png.`
        : `${mask} marks nothing of ${path}. White, or what is not transparent, is the object.`,
    );
  }
  return { pixels: framed.pixels, azimuth };
}

async function readMask(path: string, { width, height }: Picture): Promise<Mask> {
  const mask = await readPng(path);
  if (mask.width !== width || mask.height !== height) {
    throw unreadable(
      `${path} has ${mask.width} × ${mask.height} pixels, its photo ${width} × ${height}. They must be equal.`,
    );
  }
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [red, green, blue, alpha] = mask.pixels.subarray(4 * i, 4 * i + 4);
    return (((red! + green! + blue!) / 3) * alpha!) / 255;
  });
}

async function readPng(path: string): Promise<Picture> {
  const name = basename(path);
  const { size } = await stat(path).catch((cause: Error) => {
    throw unreadable(`${path} cannot be read (${cause.message}).`, cause);
  });
  checkFileSize(size, name);
  const bytes = await readFile(path);
  const format = checkFile(bytes, name);
  if (format !== 'png') {
    throw unreadable(
      `${name} is a ${format.toUpperCase()} file, and the command line reads PNG alone. Convert it first, for ` +
        `example with ImageMagick: magick ${name} -auto-orient photo.png`,
    );
  }
  try {
    const { width, height, data } = PNG.sync.read(bytes);
    return { width, height, pixels: new Uint8ClampedArray(data) };
  } catch (cause) {
    throw unreadable(`${name} is damaged (${(cause as Error).message}). Save it again.`, cause);
  }
}

function unreadable(message: string, cause?: unknown): KilnError {
  return new KilnError('PHOTO_UNREADABLE', message, { cause });
}
