/** IEEE 754 binary16 ("half") as bit patterns in Uint16Array: JavaScript has no such type everywhere yet. */

const floatBits = new Float32Array(1);
const wordBits = new Uint32Array(floatBits.buffer);

/** The bit pattern of the half nearest to `value`, ties to even; beyond ±65504 an infinity. */
export function floatToHalf(value: number): number {
  floatBits[0] = value;
  const bits = wordBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520 and above round to infinity.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // Subnormal: adding 0.5 makes the float unit round to multiples of 2^-24, the last place of a half.
    floatBits[0] = Math.abs(value) + 0.5;
    return sign | (wordBits[0]! - 0x3f000000);
  }
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude - 0x38000000 + 0xfff + odd) >>> 13);
}

/** Bit pattern of a half to the bit pattern of the equal float, for all 65536 halves. */
let table: Float32Array | undefined;

function halfTable(): Float32Array {
  const floats = new Float32Array(65536);
  for (let half = 0; half < 65536; half++) {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >>> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 31) floats[half] = fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    else if (exponent === 0) floats[half] = sign * fraction * 2 ** -24;
    else floats[half] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return floats;
}

/** Exact: every half is a float. A table of 256 KiB makes millions of weights a matter of milliseconds. */
export function halvesToFloats(halves: Uint16Array): Float32Array {
  table ??= halfTable();
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) floats[i] = table[halves[i]!]!;
  return floats;
}

/** Rounds each value to the nearest half. */
export function floatsToHalves(floats: ArrayLike<number>): Uint16Array {
  return Uint16Array.from(floats, floatToHalf);
}
