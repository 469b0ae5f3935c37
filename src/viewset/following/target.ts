import type { RasterView } from '../../kernels/splat-raster/splats';

/** Something that a viewset should look like from somewhere. */
export interface Target {
  readonly view: RasterView;
  /** [size, size, 4] in [0, 1], colour multiplied by alpha, row 0 on top; the size is the view's. */
  readonly pixels: Float32Array;
}

/** From this alpha on a pixel belongs to the object. */
export const SOLID = 0.5;

/** Where a point appears in a view. */
export interface Appearance {
  /** Pixels; pixel i is centred at i. */
  column: number;
  row: number;
  /** How wide a pixel is there, object units. */
  pixel: number;
  /** From the origin towards the camera, along its axis. */
  height: number;
}

export function writeAppearance(
  { right, down, back, distance, focal, column, row }: Target['view'],
  x: number,
  y: number,
  z: number,
  out: Appearance,
): void {
  out.height = back[0] * x + back[1] * y + back[2] * z;
  out.pixel = (distance - out.height) / focal;
  out.column = column + (right[0] * x + right[1] * y + right[2] * z) / out.pixel;
  out.row = row + (down[0] * x + down[1] * y + down[2] * z) / out.pixel;
}

/** Whether a place lies where the target shows its object; an outline is generous by a pixel. */
export type Outline = (x: number, y: number, z: number) => boolean;

/** The cone behind a target's outline. Photos' masks are ragged, so that a pixel beside a solid one counts as well. */
export function outlineOf({ view, pixels }: Target): Outline {
  const { size } = view;
  const near = new Uint8Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (pixels[4 * (row * size + column) + 3]! < SOLID) continue;
      for (const [dx, dy] of CROSS) {
        const [x, y] = [column + dx, row + dy];
        if (x >= 0 && y >= 0 && x < size && y < size) near[y * size + x] = 1;
      }
    }
  }
  const seen: Appearance = { column: 0, row: 0, pixel: 0, height: 0 };
  return (x, y, z) => {
    writeAppearance(view, x, y, z, seen);
    const [column, row] = [Math.round(seen.column), Math.round(seen.row)];
    return column >= 0 && row >= 0 && column < size && row < size && near[row * size + column] === 1;
  };
}

const CROSS = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
