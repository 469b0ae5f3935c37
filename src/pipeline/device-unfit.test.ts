import { describe, expect, test } from 'vitest';
import { checkAnswer, DeviceUnfitError } from './device-unfit';

const STRIDE = 104_729;
const values = Float32Array.from({ length: 3 * 64 * 64 * 9 }, (_, i) => Math.sin(i));
const answer = Array.from({ length: 64 }, (_, i) => values[(i * STRIDE) % values.length]!);

describe('what a GPU says first', () => {
  test('may differ by rounding', () => {
    expect(() => checkAnswer(values, answer)).not.toThrow();
    expect(() =>
      checkAnswer(
        values.map((value) => value * 1.001),
        answer,
      ),
    ).not.toThrow();
  });

  test.each([
    ['nothing', () => 0],
    ['no numbers', () => Number.NaN],
    ['another sum', (value: number) => 0.7 * value],
  ])('must not be %s', (_name, change) => {
    expect(() => checkAnswer(values.map(change), answer)).toThrow(DeviceUnfitError);
  });
});
