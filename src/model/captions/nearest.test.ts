import { describe, expect, it } from 'vitest';
import { completeLastWord } from './complete';
import type { CaptionIndex } from './load';
import { nearest, poolTokens } from './nearest';

/** Captions of two values: an angle each, in degrees. */
function indexOf(angles: Readonly<Record<string, number>>): CaptionIndex {
  const vectors = Object.values(angles).map((degrees) => vectorOf(degrees));
  return {
    captions: Object.keys(angles),
    width: 2,
    rows: Int8Array.from(vectors.flatMap((vector) => [...vector].map((value) => Math.round(127 * value)))),
    scale: Float32Array.from(vectors, () => 1 / 127),
    far: 0.5,
  };
}

const vectorOf = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

describe('poolTokens', () => {
  it('is the direction of the mean', () => {
    const [x, y] = poolTokens(Float32Array.of(3, 0, 0, 4), 2);
    expect(x).toBeCloseTo(0.6);
    expect(y).toBeCloseTo(0.8);
  });

  it('is zero where the tokens cancel out', () => {
    expect([...poolTokens(Float32Array.of(1, 0, -1, 0), 2)]).toEqual([0, 0]);
  });
});

describe('nearest', () => {
  const index = indexOf({ car: 10, 'red car': 12, 'blue car': 14, boat: -25, cloud: 170 });

  it('begins with the nearest and tells how near it is', () => {
    const [first] = nearest(index, vectorOf(9), 3);
    expect(first!.caption).toBe('car');
    expect(first!.similarity).toBeCloseTo(Math.cos(Math.PI / 180), 2);
  });

  it('goes on with other things rather than other wordings of the same', () => {
    const found = nearest(index, vectorOf(0), 2).map(({ caption }) => caption);
    expect(found).toEqual(['car', 'boat']);
  });

  it('gives all there is when asked for more', () => {
    expect(nearest(index, vectorOf(90), 99)).toHaveLength(5);
  });
});

describe('completeLastWord', () => {
  const captions = ['a castle', 'a castle on a hill', 'a cask', 'a car'];

  it.each([
    ['a cas', 'a castle'],
    ['A big CASK', 'A big CASK'],
    ['a car', 'a car'],
    ['a cas ', 'a cas '],
    ['a c', 'a c'],
    ['a zebr', 'a zebr'],
    ['', ''],
  ])('makes of “%s” “%s”', (typed, completed) => {
    expect(completeLastWord(typed, captions)).toBe(completed);
  });
});
