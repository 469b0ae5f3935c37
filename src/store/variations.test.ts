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
    expect(cellKey(key, from, { count: 5, columns: 3, isRtl: false })).toBe(to);
  });

  it.each([
    ['ArrowRight', 1, 0],
    ['ArrowLeft', 0, 1],
    ['ArrowDown', 1, 4],
  ])('%s leads from %i to %i where rows begin at the right', (key, from, to) => {
    expect(cellKey(key, from, { count: 5, columns: 3, isRtl: true })).toBe(to);
  });
});
