import { smoothstep } from '../../base/scalar';
import { type Box, boxOf, crop } from '../box';
import { type Mask, type Picture, SOLID } from '../picture';
import { resize } from '../resample';
import { type Colors, fitColors, group, surprise, toColors } from './color-model';
import { BACKGROUND, type Grid, grabCut, UNKNOWN } from './grab-cut';
import { dilate } from './morphology';
import { tidy } from './tidy';

/** Pixels along the longer side of the picture that is cut; the network sees the object at 115. */
const WORKING_SIZE = 224;
/** Width of the rim that is taken for background, as a share of the shorter side. */
const RIM = 0.035;
/** A colour of the rim belongs to a side of the picture when this share of the side has it. */
const ON_A_SIDE = 0.04;
/** A pixel this much less likely than nearly all of the rim may be the object; natural logarithm. */
const STRANGE = 4;
const NEARLY_ALL = 0.98;
/** Less than this share of the picture is no object. */
const SMALLEST = 0.002;

/**
 * An object whose box takes less than this share of each side is cut a second time, from nearer. A larger one gains
 * nothing, and thin limbs are cut better where noise has been averaged away.
 */
const SMALL = 0.35;
/** Room left around the box then, as a share of its longer side. */
const MARGIN = 0.15;
/** How far the second cut may go beyond the first, as a share of the box's longer side. */
const LEEWAY = 0.04;

/** Where the object is, at the size it was cut at. */
interface Labels {
  readonly width: number;
  readonly height: number;
  /** [height * width] 1 for the object */
  readonly values: Uint8Array;
}

/**
 * Finds the object of a photo: what differs from the colours around the rim, cut out along edges by GrabCut. Meant
 * for one object before a fairly plain background; what it takes for granted is that the background reaches the rim
 * on at least two sides.
 *
 * @param picture opaque: alpha is not looked at
 * @returns a mask with soft edges, as large as the picture; all 0 where nothing stands out
 */
export function segment(picture: Picture): Mask {
  const labels = cut(picture);
  const area = labels.values.reduce((sum, label) => sum + label, 0);
  if (area < SMALLEST * labels.values.length) return new Uint8Array(picture.width * picture.height);
  const mask = enlarge(labels, picture.width, picture.height);
  return fromNearer(picture, mask) ?? mask;
}

function cut(picture: Picture): Labels {
  const grid = gridOf(picture);
  const known = surroundings(grid);
  return label(grid, known, strangers(grid.colors, known));
}

/** The mask of a small object, cut again in more detail; null where there is no more. */
function fromNearer(picture: Picture, mask: Mask): Mask | null {
  const { width, height } = picture;
  const box = boxOf(mask, width);
  const side = Math.max(box.right - box.left, box.bottom - box.top);
  const margin = Math.ceil(MARGIN * side);
  const near: Box = {
    left: Math.max(0, box.left - margin),
    top: Math.max(0, box.top - margin),
    right: Math.min(width, box.right + margin),
    bottom: Math.min(height, box.bottom + margin),
  };
  const [w, h] = [near.right - near.left, near.bottom - near.top];
  const hasMoreDetail = Math.max(width, height) > WORKING_SIZE;
  if (!hasMoreDetail || Math.max(w / width, h / height) > SMALL) return null;

  const grid = gridOf(crop(picture, near));
  const before = resize(crop(withAlpha(mask, width, height), near), grid.width, grid.height);
  const first = Uint8Array.from({ length: grid.width * grid.height }, (_, i) =>
    before.pixels[4 * i + 3]! >= SOLID ? 1 : 0,
  );
  const leeway = Math.ceil((LEEWAY * side * grid.width) / w);
  const known = dilate(first, grid.width, leeway).map((label) => (label ? UNKNOWN : BACKGROUND));
  const part = enlarge(label(grid, known, first), w, h);
  const out = new Uint8Array(mask.length);
  for (let row = 0; row < h; row++) {
    out.set(part.subarray(row * w, (row + 1) * w), (near.top + row) * width + near.left);
  }
  return out;
}

/** A picture as GrabCut takes it: small, and in colours. */
function gridOf(picture: Picture): Grid {
  const shrink = Math.min(1, WORKING_SIZE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * shrink));
  const height = Math.max(1, Math.round(picture.height * shrink));
  return { width, height, colors: toColors(resize(picture, width, height).pixels) };
}

function label(grid: Grid, known: Uint8Array, first: Uint8Array): Labels {
  const { width, height } = grid;
  return { width, height, values: tidy(grabCut(grid, known, first), width) };
}

/**
 * The part of the rim whose colours are seen on more than one side: an object that is cut off by one side of the
 * picture is no background there.
 */
function surroundings({ colors, width, height }: Grid): Uint8Array {
  const rim = Math.max(1, Math.round(RIM * Math.min(width, height)));
  const members: number[] = [];
  for (let i = 0; i < width * height; i++) {
    if (sidesOf(i, width, height, rim).length > 0) members.push(i);
  }
  const groups = group(colors, members);
  // [group, side] and, last, all of a side
  const counts = Array.from({ length: Math.max(...groups) + 2 }, () => [0, 0, 0, 0]);
  const total = counts.at(-1)!;
  members.forEach((i, m) => {
    for (const side of sidesOf(i, width, height, rim)) {
      counts[groups[m]!]![side]!++;
      total[side]!++;
    }
  });
  const isAround = counts
    .slice(0, -1)
    .map((sides) => sides.filter((count, side) => count > ON_A_SIDE * total[side]!).length > 1);
  const known = new Uint8Array(width * height).fill(UNKNOWN);
  members.forEach((i, m) => {
    if (isAround[groups[m]!] || !isAround.includes(true)) known[i] = BACKGROUND;
  });
  return known;
}

/** Which sides' rims a pixel lies in: 0 left, 1 right, 2 top, 3 bottom. */
function sidesOf(i: number, width: number, height: number, rim: number): number[] {
  const column = i % width;
  const row = (i - column) / width;
  return [column, width - 1 - column, row, height - 1 - row].flatMap((distance, side) =>
    distance < rim ? [side] : [],
  );
}

/** Pixels whose colour would surprise among the known background: 1 for each. */
function strangers(colors: Colors, known: Uint8Array): Uint8Array {
  const rim: number[] = [];
  known.forEach((what, i) => {
    if (what === BACKGROUND) rim.push(i);
  });
  const model = fitColors(colors, rim);
  const usual = rim.map((i) => surprise(model, colors, i)).sort((a, b) => a - b);
  const limit = usual[Math.floor(NEARLY_ALL * (usual.length - 1))]! + STRANGE;
  return known.map((what, i) => (what === UNKNOWN && surprise(model, colors, i) > limit ? 1 : 0));
}

/**
 * Labels at a picture's own size, with an edge as soft as half a pixel of the labels. It lies a little inside:
 * pixels on the outline are mixed with the background.
 */
function enlarge({ width, height, values }: Labels, w: number, h: number): Mask {
  const opaque = values.map((label) => 255 * label);
  const { pixels: soft } = resize(withAlpha(opaque, width, height), w, h);
  return Uint8Array.from({ length: w * h }, (_, i) => 255 * smoothstep(0.4, 0.9, soft[4 * i + 3]! / 255));
}

/** A mask as a picture that can be cropped and resized. */
function withAlpha(mask: Mask, width: number, height: number): Picture {
  const pixels = new Uint8ClampedArray(mask.length * 4).fill(255);
  mask.forEach((value, i) => {
    pixels[4 * i + 3] = value;
  });
  return { width, height, pixels };
}
