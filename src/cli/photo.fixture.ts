import { PNG } from 'pngjs';

interface Options {
  readonly width?: number;
  readonly height?: number;
  /** Behind the disc; null leaves it transparent. */
  readonly background?: readonly [number, number, number] | null;
  /** Of the disc. */
  readonly color?: readonly [number, number, number];
}

/** A PNG file of a disc a little left of the middle. */
export function discPng({
  width = 160,
  height = 120,
  background = null,
  color = [200, 40, 30],
}: Options = {}): Buffer {
  const png = new PNG({ width, height });
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const isDisc = Math.hypot(column - 0.4 * width, row - 0.5 * height) < 0.3 * height;
      const shown = isDisc ? color : background;
      png.data.set(shown ? [...shown, 255] : [0, 0, 0, 0], 4 * (row * width + column));
    }
  }
  return PNG.sync.write(png);
}
