import { dilate, erode } from './morphology';

/** Parts smaller than this share of the largest one are dust. */
const DUST = 0.08;
/** Holes smaller than this share of the object are shine or noise; larger ones are seen through. */
const HOLE = 0.004;

/** Within this many pixels of the picture's edge, a line is taken to run out of it. */
const RIM = 4;

/**
 * Takes dust and lines that run out of the picture, such as the edge of a table, off a cut-out, and closes its
 * pinholes.
 *
 * @param labels [height * width] 1 for the object
 */
export function tidy(labels: Uint8Array, width: number): Uint8Array {
  const parts = regions(withoutLines(labels, width), width, 1);
  const largest = Math.max(0, ...parts.map((part) => part.length));
  const out = new Uint8Array(labels.length);
  let area = 0;
  for (const part of parts) {
    if (part.length < DUST * largest) continue;
    area += part.length;
    for (const i of part) out[i] = 1;
  }
  for (const hole of regions(out, width, 0)) {
    if (hole.length < HOLE * area) for (const i of hole) out[i] = 1;
  }
  return out;
}

/** Without what is thinner than three pixels and reaches the picture's edge. */
function withoutLines(labels: Uint8Array, width: number): Uint8Array {
  const thick = dilate(erode(labels, width, 1), width, 1);
  const thin = labels.map((label, i) => (label && !thick[i] ? 1 : 0));
  const out = labels.slice();
  const height = labels.length / width;
  for (const line of regions(thin, width, 1)) {
    const runsOut = line.some((i) => {
      const column = i % width;
      const row = Math.floor(i / width);
      return Math.min(column, width - 1 - column, row, height - 1 - row) < RIM;
    });
    if (runsOut) for (const i of line) out[i] = 0;
  }
  return out;
}

/** The pixels of each region of one label, of which each touches the next by a side. */
function regions(labels: Uint8Array, width: number, label: number): number[][] {
  const seen = new Uint8Array(labels.length);
  const found: number[][] = [];
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== label || seen[start]) continue;
    const region = [start];
    seen[start] = 1;
    for (let at = 0; at < region.length; at++) {
      const i = region[at]!;
      const column = i % width;
      const sides = [
        column > 0 ? i - 1 : -1,
        column < width - 1 ? i + 1 : -1,
        i - width,
        i + width < labels.length ? i + width : -1,
      ];
      for (const k of sides) {
        if (k < 0 || labels[k] !== label || seen[k]) continue;
        seen[k] = 1;
        region.push(k);
      }
    }
    found.push(region);
  }
  return found;
}
