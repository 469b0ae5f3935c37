import { checkDimensions, checkFile, checkFileSize } from '../photo/check-file';
import { PhotoError } from '../photo/errors';
import { KEPT_SIDE, type Picture } from '../photo/picture';

/**
 * A picture file as pixels, turned upright as its camera noted, and made smaller where it is large.
 *
 * @throws PhotoError
 */
export async function decodePhoto(file: File): Promise<Picture> {
  const { name } = file;
  checkFileSize(file.size, name);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const format = checkFile(bytes, name);
  const bitmap = await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' }).catch(() => {
    throw new PhotoError(
      format === 'heic'
        ? `This browser cannot read ${name}, a HEIC photo. Export it as a JPEG first.`
        : `${name} cannot be read: it is damaged, or of a kind this browser does not know. Save it again as a PNG or JPEG.`,
    );
  });
  try {
    checkDimensions(bitmap.width, bitmap.height, name);
    const shrink = Math.min(1, KEPT_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * shrink));
    canvas.height = Math.max(1, Math.round(bitmap.height * shrink));
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context)
      throw new PhotoError(`There is not enough memory for ${name}. Close other tabs and try again.`);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { width, height, pixels: data };
  } finally {
    bitmap.close();
  }
}
