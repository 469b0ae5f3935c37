import { PhotoError } from './errors';
import { type FileKind, fileKindOf } from './file-kind';

/** Larger files are refused before they are read. */
const FILE_BYTES_MAX = 100_000_000;

/** Smaller pictures, icons for the most part, do not show enough of an object. */
const SIDE_MIN = 32;
/** Larger pictures may not fit into memory four times over, which decoding takes. */
const PIXELS_MAX = 100_000_000;

/**
 * Refuses what is not one still picture, as far as a file's bytes tell.
 *
 * @param name of the file, for the message
 * @throws PhotoError
 */
export function checkFile(bytes: Uint8Array, name: string): NonNullable<FileKind['format']> {
  if (bytes.length === 0) throw new PhotoError(`${name} is empty. Choose another picture.`);
  const { format, isAnimated } = fileKindOf(bytes);
  if (format === null) {
    throw new PhotoError(`${name} is not a picture. Use a PNG, JPEG, WebP or AVIF file.`);
  }
  if (format === 'svg') {
    throw new PhotoError(`${name} is a drawing of lines (SVG), not pixels. Export it as a PNG.`);
  }
  if (isAnimated) {
    throw new PhotoError(`${name} moves. Save the one frame that shows the object best, and use that.`);
  }
  if (format === 'png') checkPngHeader(bytes, name);
  return format;
}

/** Before it is decoded: a few bytes can claim to be a picture that no memory holds. */
function checkPngHeader(bytes: Uint8Array, name: string): void {
  if (bytes.length < 24)
    throw new PhotoError(`${name} is damaged: it ends within its header. Save it again.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  checkDimensions(view.getUint32(16), view.getUint32(20), name);
}

/** @throws PhotoError */
export function checkFileSize(bytes: number, name: string): void {
  if (bytes > FILE_BYTES_MAX) {
    throw new PhotoError(
      `${name} has ${Math.round(bytes / 1e6)} MB; ${FILE_BYTES_MAX / 1e6} MB is the most. Make it smaller first.`,
    );
  }
}

/**
 * @param width pixels of the decoded picture
 * @throws PhotoError
 */
export function checkDimensions(width: number, height: number, name: string): void {
  const size = `${width} × ${height} pixels`;
  if (width < SIDE_MIN || height < SIDE_MIN) {
    throw new PhotoError(
      `${name} has only ${size}. Use a picture of at least ${SIDE_MIN} × ${SIDE_MIN}, better 200 × 200.`,
    );
  }
  if (width * height > PIXELS_MAX) {
    throw new PhotoError(
      `${name} has ${size}, more than ${PIXELS_MAX / 1e6} megapixels. Make it smaller first.`,
    );
  }
}
