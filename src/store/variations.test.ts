import { describe, expect, it } from 'vitest';
import { SEED_MAX } from '../protocol/limits';
import { cellKey, columnsOf, seedsFrom } from './variations';

describe('seedsFrom', () => {
  it('counts up from the seed that was asked for', () => {
    expect(seedsFrom(7, 3)).toEqual([7, 8, 9]);
  });

  it('goes on with the first seed after the last', () => {
    expect(seedsFrom(SEED_MAX, 2)).toEqual([SEED_MAX, 0]);
  });
});

describe('columnsOf', () => {
  it('never leaves a row empty, however the stage lies', () => {
    for (const isTall of [false, true]) {
      for (let count = 1; count <= 9; count++) {
        const columns = columnsOf(count, isTall);
        expect(columns).toBeLessThanOrEqual(3);
        expect(columns * Math.ceil(count / columns) - count).toBeLessThan(columns);
      }
    }
  });
});

describe('cellKey', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 1, 4],
    ['ArrowUp', 4, 1],
    ['ArrowDown', 3, 3],
    ['a', 3, null],
  ])('%s leads from %i to %s of five in three columns', (key, from, to) => {
    expect(cellKey(key, from, 5, 3)).toBe(to);
  });
});
