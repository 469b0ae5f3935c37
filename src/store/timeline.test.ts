import { describe, expect, test } from 'vitest';
import { canContinue, lengthOf, rowsOf, samplerStep, type Trajectory, treeKey } from './timeline';

const request = { prompt: 'a castle', seed: 1, steps: 4, sampler: 'ddim', guidance: 1 } as const;

function trajectory(id: number, parent: number | null): Trajectory {
  const from = parent === null ? null : { id: parent, step: 2 };
  return { id, parent: from, request, recipe: null, levels: [0.9, 0.5, 0.2, 0], photos: [], noising: 0 };
}

/** 1 ─ 2 ─ 4, 1 ─ 3, and 5 beside them. */
const family = [
  trajectory(1, null),
  trajectory(2, 1),
  trajectory(3, 1),
  trajectory(4, 2),
  trajectory(5, null),
];
const shapeOf = (trajectories: readonly Trajectory[]) =>
  rowsOf(trajectories).map(({ trajectory, depth }) => [trajectory.id, depth]);

describe('rowsOf', () => {
  test('puts branches under their parents, and the youngest family first', () => {
    expect(shapeOf(family)).toEqual([
      [5, 0],
      [1, 0],
      [2, 1],
      [4, 2],
      [3, 1],
    ]);
    expect(shapeOf([])).toEqual([]);
  });

  test('a branch whose parent was forgotten stands for itself', () => {
    expect(shapeOf(family.slice(1))).toEqual([
      [5, 0],
      [3, 0],
      [2, 0],
      [4, 1],
    ]);
  });
});

describe('treeKey', () => {
  const rows = rowsOf(family);

  test.each([
    ['ArrowDown', 5, 1],
    ['ArrowDown', 4, 3],
    ['ArrowDown', 3, 3],
    ['ArrowUp', 5, 5],
    ['ArrowUp', 3, 4],
    ['ArrowRight', 1, 2],
    ['ArrowRight', 4, 4],
    ['ArrowRight', 5, 5],
    ['ArrowLeft', 3, 1],
    ['ArrowLeft', 4, 2],
    ['ArrowLeft', 1, 1],
    ['Home', 3, 5],
    ['End', 5, 3],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(treeKey(rows, from, key)).toBe(to);
  });

  test('other keys, and a line that is not there, mean nothing', () => {
    expect(treeKey(rows, 1, 'a')).toBeNull();
    expect(treeKey(rows, 9, 'ArrowDown')).toBeNull();
  });
});

describe('noise that is added and undone', () => {
  // A sampler of four steps has five levels: all of them up to noise, or the first three of them.
  test.each([
    [8, [4, 4, 4, 4, 3, 2, 1, 0, 1, 2, 3, 4]],
    [6, [4, 4, 4, 4, 3, 2, 3, 4]],
    [0, [1, 2, 3, 4]],
  ])('over %i steps passes the levels of the sampler there and back', (noising, passed) => {
    const noised = { ...trajectory(1, null), noising };
    expect(lengthOf(noised)).toBe(passed.length);
    expect(passed.map((_, i) => samplerStep(noised, i + 1))).toEqual(passed);
    // Where there is no noise there is nothing to undo.
    expect(passed.map((_, i) => canContinue({ trajectory: noised, step: i + 1 }))).toEqual(
      passed.map((step) => step < 4),
    );
  });
});
