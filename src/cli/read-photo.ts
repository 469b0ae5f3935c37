import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import { checkDimensions, checkFile, checkFileSize } from '../photo/check-file';
import { cutOut, type Segment } from '../photo/cut-out';
import { frameObject } from '../photo/frame';
import { KEPT_SIDE, type Mask, type Picture } from '../photo/picture';
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
  const picture = await readPicture(path);
  const object =
    mask === undefined ? await cutOut(picture, segment, basename(path)) : await readMask(mask, picture);
  const framed = frameObject(picture, object);
  if (!framed) {
    throw unreadable(
      mask === undefined
        ? `Nothing in ${path} stands out from its background. Say where the object is with --mask FILE.`
        : `${mask} marks nothing of ${path}. White, or what is not transparent, is the object.`,
    );
  }
  return { pixels: framed.pixels, azimuth };
}

async function readMask(path: string, { width, height, fileSize }: PictureFile): Promise<Mask> {
  const mask = await readPicture(path);
  if (mask.fileSize !== fileSize) {
    throw unreadable(
      `${path} has ${mask.fileSize} pixels, its photo ${fileSize}. They must be equal, both upright.`,
    );
  }
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [red, green, blue, alpha] = mask.pixels.subarray(4 * i, 4 * i + 4);
    return (((red! + green! + blue!) / 3) * alpha!) / 255;
  });
}

interface PictureFile extends Picture {
  /** As "width × height" of what is in the file, upright; the pixels are of no more than KEPT_SIDE. */
  readonly fileSize: string;
}

/** As `commands/decode-photo` in the browser: upright as the camera noted, in sRGB, made smaller where large. */
async function readPicture(path: string): Promise<PictureFile> {
  const name = basename(path);
  const { size } = await stat(path).catch((cause: Error) => {
    throw unreadable(`${path} cannot be read (${cause.message}).`, cause);
  });
  checkFileSize(size, name);
  const bytes = await readFile(path);
  const format = checkFile(bytes, name);
  const refuse = (cause: Error) => {
    throw unreadable(
      format === 'heic' || format === 'bmp'
        ? `The command line cannot read ${name}, a ${format.toUpperCase()} file. Export it as a JPEG or PNG first.`
        : `${name} is damaged (${cause.message}). Save it again.`,
      cause,
    );
  };
  const image = sharp(bytes, { failOn: 'error' });
  const { autoOrient: file } = await image.metadata().catch(refuse);
  checkDimensions(file.width, file.height, name);
  const { data, info } = await image
    .autoOrient()
    .resize(KEPT_SIDE, KEPT_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(refuse);
  const { width, height } = info;
  return { width, height, pixels: new Uint8ClampedArray(data), fileSize: `${file.width} × ${file.height}` };
}

function unreadable(message: string, cause?: unknown): KilnError {
  return new KilnError('PHOTO_UNREADABLE', message, { cause });
}
