import { type Picture, SOLID } from './picture';

/** Pixels within this distance of the edge are drawn, and dark ones around them for contrast. */
const LINE = 1;
const SHADOW = 2;

/**
 * The outline of what is solid in a picture, as a picture of the same size: a white line with a dark one on both
 * sides, to be seen on any ground, and nothing elsewhere.
 */
export function outlineOf({ width, height, pixels }: Picture): Picture {
  const out = new Uint8ClampedArray(pixels.length);
  const isSolid = (column: number, row: number) =>
    column >= 0 &&
    row >= 0 &&
    column < width &&
    row < height &&
    pixels[4 * (row * width + column) + 3]! >= SOLID;
  const isEdge = (column: number, row: number) =>
    isSolid(column, row) &&
    !(
      isSolid(column - 1, row) &&
      isSolid(column + 1, row) &&
      isSolid(column, row - 1) &&
      isSolid(column, row + 1)
    );
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (isEdge(column, row)) stamp(out, width, height, column, row);
    }
  }
  return { width, height, pixels: out };
}

/** Draws a dot of the line; a shadow never covers a line. */
function stamp(out: Uint8ClampedArray, width: number, height: number, column: number, row: number): void {
  for (let y = Math.max(0, row - SHADOW); y <= Math.min(height - 1, row + SHADOW); y++) {
    for (let x = Math.max(0, column - SHADOW); x <= Math.min(width - 1, column + SHADOW); x++) {
      const distance = Math.max(Math.abs(x - column), Math.abs(y - row));
      const i = 4 * (y * width + x);
      if (distance < LINE) out.set([255, 255, 255, 255], i);
      else if (out[i + 3] !== 255) out.set([0, 0, 0, distance === LINE ? 160 : Math.max(80, out[i + 3]!)], i);
    }
  }
}
