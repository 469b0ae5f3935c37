import { describe, expect, it } from 'vitest';
import { floatsToHalves, floatToHalf, halvesToFloats } from './half';

describe('half', () => {
  it('gives every half back', () => {
    const halves = Uint16Array.from({ length: 65536 }, (_, i) => i);
    const floats = halvesToFloats(halves);
    const back = floatsToHalves(floats);
    // Not-a-number has many patterns and one meaning.
    const oneNaN = (half: number, i: number) => (Number.isNaN(floats[i]!) ? 0x7e00 : half);
    expect(back.map(oneNaN)).toEqual(halves.map(oneNaN));
    expect(back.filter((_, i) => Number.isNaN(floats[i]!)).every((half) => (half & 0x7fff) === 0x7e00)).toBe(
      true,
    );
  });

  it('knows the landmarks', () => {
    expect([...halvesToFloats(new Uint16Array([0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x7c00]))]).toEqual([
      1,
      -2,
      65504,
      2 ** -14,
      2 ** -24,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('rounds to nearest, ties to even', () => {
    const step = 2 ** -10;
    expect(floatToHalf(1 + step / 2)).toBe(0x3c00);
    expect(floatToHalf(1 + 1.5 * step)).toBe(0x3c02);
    expect(floatToHalf(1 + 0.51 * step)).toBe(0x3c01);
    expect(floatToHalf(65519)).toBe(0x7bff);
    expect(floatToHalf(65520)).toBe(0x7c00);
    expect(floatToHalf(-(2 ** -25))).toBe(0x8000);
    expect(floatToHalf(1.5 * 2 ** -24)).toBe(0x0002);
  });
});
