/**
 * What a network sees of a photo: every channel in [-1, 1], colour faded to grey (0) where alpha is low, so that what
 * lies behind a cut-out object does not matter; then averaged over blocks, for networks that look at fewer pixels.
 * The twin of encode_photo in training/kiln/photo.py.
 *
 * @param pixels [side, side, 4] RGBA in 0..255
 * @param size the network's photo_size, a divisor of `side`
 * @returns [size, size, 4]
 */
export function encodePhoto(pixels: Uint8ClampedArray, side: number, size = side): Float32Array {
  const step = side / size;
  const share = 1 / step ** 2;
  const out = new Float32Array(size * size * 4);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const from = 4 * (row * side + column);
      const to = 4 * (Math.floor(row / step) * size + Math.floor(column / step));
      const alpha = pixels[from + 3]! / 255;
      for (let c = 0; c < 3; c++) out[to + c]! += (pixels[from + c]! * (2 / 255) - 1) * alpha * share;
      out[to + 3]! += (2 * alpha - 1) * share;
    }
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
