/// <reference path="./libwebp.d.ts" />
import type { WebPModule } from '@playcanvas/splat-transform/lib/webp.mjs';
import { FileError } from '../../base/file-error';

/** A picture as plain bytes: [height, width, 4] RGBA. */
export interface Texture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

let loading: Promise<WebPModule> | undefined;

/** A canvas would do neither: it multiplies colour by alpha, and browsers differ in what they encode. */
function load(): Promise<WebPModule> {
  loading ??= import('@playcanvas/splat-transform/lib/webp.mjs').then(({ default: create }) => create());
  return loading;
}

/** Encodes a texture as a lossless WebP. */
export async function encodeWebP({ width, height, rgba }: Texture): Promise<Uint8Array> {
  const webp = await load();
  const pixels = webp._malloc(rgba.length);
  const out = webp._malloc(8);
  try {
    webp.HEAPU8.set(rgba, pixels);
    if (!webp._webp_encode_lossless_rgba(pixels, width, height, 4 * width, out, out + 4)) {
      throw new Error(`a texture of ${width} × ${height} could not be encoded`);
    }
    const [start, length] = webp.HEAPU32.subarray(out >> 2, (out >> 2) + 2);
    const bytes = webp.HEAPU8.slice(start!, start! + length!);
    webp._webp_free(start!);
    return bytes;
  } finally {
    webp._free(pixels);
    webp._free(out);
  }
}

/**
 * Decodes a WebP.
 *
 * @param pixelsMax of a texture that claims more nothing is decoded
 * @throws FileError
 */
export async function decodeWebP(bytes: Uint8Array, pixelsMax: number): Promise<Texture> {
  const size = sizeOf(bytes);
  if (!size) throw new FileError('The .sog holds a texture that is not a WebP.');
  if (size.width * size.height > pixelsMax) {
    throw new FileError(
      `The .sog holds a texture of ${size.width} × ${size.height}, too large for its splats.`,
    );
  }
  const webp = await load();
  const input = webp._malloc(bytes.length);
  const out = webp._malloc(12);
  try {
    webp.HEAPU8.set(bytes, input);
    if (!webp._webp_decode_rgba(input, bytes.length, out, out + 4, out + 8)) {
      throw new FileError('The .sog holds a texture that is damaged.');
    }
    const [start, width, height] = webp.HEAPU32.subarray(out >> 2, (out >> 2) + 3);
    const rgba = webp.HEAPU8.slice(start!, start! + 4 * width! * height!);
    webp._webp_free(start!);
    return { width: width!, height: height!, rgba };
  } finally {
    webp._free(input);
    webp._free(out);
  }
}

/** What the header of a WebP (RFC 9649) says of its size; null where it is none. */
function sizeOf(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 16));
  if (bytes.length < 30 || !text.startsWith('RIFF') || text.slice(8, 12) !== 'WEBP') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bits24 = (at: number) => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);
  switch (text.slice(12, 16)) {
    case 'VP8L': {
      const word = view.getUint32(21, true);
      return { width: (word & 0x3fff) + 1, height: ((word >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bits24(24) + 1, height: bits24(27) + 1 };
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return null;
  }
}
