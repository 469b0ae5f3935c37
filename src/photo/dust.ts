import { type Mask, SOLID } from './picture';

/** Parts smaller than this share of the largest one are dust. */
const DUST = 0.05;

/**
 * Takes the specks off a mask: what is solid but holds together with little. One of them would make the box around
 * the object, and so everything seen of it, much larger than it is.
 */
export function withoutDust(mask: Mask, width: number): Mask {
  const parts = regions(mask, width);
  const largest = Math.max(0, ...parts.map((part) => part.length));
  const out = mask.slice();
  for (const part of parts) {
    if (part.length < DUST * largest) for (const i of part) out[i] = 0;
  }
  return out;
}

/** The pixels of each region of solid ones, of which each touches the next by a side. */
function regions(mask: Mask, width: number): number[][] {
  const seen = new Uint8Array(mask.length);
  const found: number[][] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start]! < SOLID || seen[start]) continue;
    const region = [start];
    seen[start] = 1;
    for (let at = 0; at < region.length; at++) {
      const i = region[at]!;
      const column = i % width;
      const sides = [
        column > 0 ? i - 1 : -1,
        column < width - 1 ? i + 1 : -1,
        i - width,
        i + width < mask.length ? i + width : -1,
      ];
      for (const k of sides) {
        if (k < 0 || mask[k]! < SOLID || seen[k]) continue;
        seen[k] = 1;
        region.push(k);
      }
    }
    found.push(region);
  }
  return found;
}
