/**
 * What the network sees of a photo: every channel in [-1, 1], colour faded to grey (0) where alpha is low, so that
 * what lies behind a cut-out object does not matter. The twin of encode_photo in training/kiln/photo.py.
 *
 * @param pixels RGBA in 0..255, any number of pixels
 */
export function encodePhoto(pixels: Uint8ClampedArray): Float32Array {
  const out = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3]! / 255;
    for (let c = 0; c < 3; c++) out[i + c] = (pixels[i + c]! * (2 / 255) - 1) * alpha;
    out[i + 3] = 2 * alpha - 1;
  }
  return out;
}

/**
 * What the network sees of a photo's angle: (sin a, cos a, 0), or (0, 0, 1) where it is unknown.
 *
 * @param azimuth degrees
 */
export function encodeAzimuth(azimuth: number | null): readonly [number, number, number] {
  if (azimuth === null) return [0, 0, 1];
  const angle = (azimuth * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle), 0];
}
