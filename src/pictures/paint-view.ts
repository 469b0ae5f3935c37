import type { SplatCloud } from '../splat/cloud';
import type { Camera } from '../splat/render/camera';
import { type DepthRange, depthBrightness, depthRange, reachOf } from '../splat/render/depth-range';
import { normalColors } from '../splat/render/normals';
import { prepareRendering, type Rendering } from '../splat/render/render-cloud';
import { fitted } from './cameras';
import type { Background, Look } from './job';

/** sRGB in [0, 1]: the grounds of the studio's two palettes. */
const GROUNDS = { light: [0.953, 0.929, 0.902], dark: [0.102, 0.082, 0.071] } as const;
/** Depth is read against black. */
const BLACK = [0, 0, 0] as const;

/** Pixels that are held as floats at a time. */
const BAND_PIXELS = 1 << 19;

/** Where pixels go: an array of 8 or 16 bits a value. */
export interface Sheet {
  /** [height, width, 4] straight RGBA, row 0 on top. */
  readonly values: Uint8ClampedArray | Uint16Array;
  readonly width: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
}

/** Writes straight RGBA in [0, 1] of one pixel. */
type Painter = (rendering: Rendering, pixel: number, out: Float64Array) => void;

/**
 * Draws a cloud onto a sheet as a look says, colour and depth side by side where it says both.
 *
 * @param onRows takes the share of the rows that are drawn, in (0, 1]
 */
export function paintView(
  cloud: SplatCloud,
  camera: Camera,
  look: Look,
  sheet: Sheet,
  { left, top }: Place,
  onRows: (share: number) => void = () => {},
): void {
  const { channel, background, width, height } = look;
  const eye = fitted(camera, width, height);
  const seen = channel === 'normals' ? { ...cloud, colors: normalColors(cloud, eye) } : cloud;
  const draw = prepareRendering(seen, eye, width, height);
  const painters = paintersOf(channel, background, depthRange(eye, reachOf(cloud)));
  const full = sheet.values instanceof Uint16Array ? 0xffff : 0xff;
  const rows = Math.max(1, Math.floor(BAND_PIXELS / width));
  const rgba = new Float64Array(4);
  for (let band = 0; band < height; band += rows) {
    const rendering = draw(band, Math.min(rows, height - band));
    painters.forEach((paint, part) => {
      for (let row = 0; row < rendering.height; row++) {
        let at = 4 * ((top + band + row) * sheet.width + left + part * width);
        for (let column = 0; column < width; column++) {
          paint(rendering, row * width + column, rgba);
          for (let k = 0; k < 4; k++) sheet.values[at++] = Math.round(full * rgba[k]!);
        }
      }
    });
    onRows((band + rendering.height) / height);
  }
}

function paintersOf(channel: Look['channel'], background: Background, range: DepthRange): Painter[] {
  const ground = background === 'transparent' ? null : GROUNDS[background];
  const colour = over(ground, straightColor);
  const depth = over(ground && BLACK, (rendering, pixel, out) => {
    out.fill(depthBrightness(rendering.depth[pixel]!, range), 0, 3);
  });
  switch (channel) {
    case 'colour':
      return [colour];
    case 'depth':
      return [depth];
    case 'normals':
      return [over(ground, straightNormal)];
    case 'colour-depth':
      return [colour, depth];
    default:
      return channel satisfies never;
  }
}

/** Lays what a painter paints over a ground, or leaves it transparent where there is none. */
function over(ground: readonly [number, number, number] | null, paint: Painter): Painter {
  return (rendering, pixel, out) => {
    const alpha = Math.min(1, rendering.color[4 * pixel + 3]!);
    if (alpha > 0) paint(rendering, pixel, out);
    else out.fill(0);
    out[3] = ground ? 1 : alpha;
    if (!ground) return;
    for (let k = 0; k < 3; k++) out[k] = alpha * out[k]! + (1 - alpha) * ground[k]!;
  };
}

/** Colour that is not multiplied by alpha. */
function straightColor({ color }: Rendering, pixel: number, out: Float64Array): void {
  const alpha = color[4 * pixel + 3]!;
  for (let k = 0; k < 3; k++) out[k] = Math.min(1, color[4 * pixel + k]! / alpha);
}

/** The mean of unit vectors is shorter than one: it is made one again. */
function straightNormal({ color }: Rendering, pixel: number, out: Float64Array): void {
  const alpha = color[4 * pixel + 3]!;
  const x = (2 * color[4 * pixel]!) / alpha - 1;
  const y = (2 * color[4 * pixel + 1]!) / alpha - 1;
  const z = (2 * color[4 * pixel + 2]!) / alpha - 1;
  const half = 0.5 / (Math.hypot(x, y, z) || 1);
  out[0] = 0.5 + half * x;
  out[1] = 0.5 + half * y;
  out[2] = 0.5 + half * z;
}
