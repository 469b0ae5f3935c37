import { fileKindOf } from '../photo/file-kind';

/** The most pixels of a texture, so that a few bytes cannot ask for all memory. */
const PIXELS_MAX = 64_000_000;
/** A PNG says its size this early, before any memory is taken for it. */
const PNG_HEADER_BYTES = 24;

/** Decodes a picture inside a file the way the browser does; rejects where it cannot. */
export async function decodeImage(bytes: Uint8Array) {
  if (fileKindOf(bytes).format === 'png' && bytes.length >= PNG_HEADER_BYTES) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    checkSize(view.getUint32(16), view.getUint32(20));
  }
  const bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]), {
    colorSpaceConversion: 'none',
  });
  try {
    const { width, height } = bitmap;
    checkSize(width, height);
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('there is no canvas to decode on');
    context.drawImage(bitmap, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}

function checkSize(width: number, height: number): void {
  if (width * height > PIXELS_MAX) throw new RangeError(`a texture of ${width} × ${height} is too large`);
}
