import type { SplatCloud } from './cloud';

/** Cells along a side of the bounding box: three times ten bits. */
const CELLS = 1024;

/**
 * The splats' indices along a Z-order curve (Morton, 1966) through their bounding box: neighbours in space become
 * neighbours in a file, which formats that store differences or ranges of a run of splats compress better.
 */
export function mortonOrder({ positions, count }: SplatCloud): Uint32Array {
  const low = [0, 1, 2].map((k) => edge(positions, k, Math.min));
  const span = [0, 1, 2].map((k) => Math.max(edge(positions, k, Math.max) - low[k]!, 1e-12));
  const codes = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    let code = 0;
    for (let k = 0; k < 3; k++) {
      const cell = Math.min(CELLS - 1, Math.floor(((positions[3 * i + k]! - low[k]!) / span[k]!) * CELLS));
      code |= spread(cell) << k;
    }
    codes[i] = code;
  }
  return Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => codes[a]! - codes[b]! || a - b);
}

function edge(positions: Float32Array, k: number, pick: (a: number, b: number) => number): number {
  let value = positions[k] ?? 0;
  for (let i = k; i < positions.length; i += 3) value = pick(value, positions[i]!);
  return value;
}

/** Ten bits with two zeros after each. */
function spread(bits: number): number {
  let spaced = bits;
  spaced = (spaced | (spaced << 16)) & 0x030000ff;
  spaced = (spaced | (spaced << 8)) & 0x0300f00f;
  spaced = (spaced | (spaced << 4)) & 0x030c30c3;
  return (spaced | (spaced << 2)) & 0x09249249;
}
