import { beforeEach, describe, expect, test } from 'vitest';
import { allocateCloud } from '../splat/cloud';
import { Reel } from './reel';

const SPLATS = 100;
/** 17 bytes a splat and 2 a value of the state. */
const FRAME = 17 * SPLATS + 2 * 10;

let reel: Reel;

function add(id: number, step: number): void {
  const cloud = allocateCloud(SPLATS);
  cloud.positions[0] = id + step / 100;
  reel.add(id, { step, cloud, state: new Uint16Array(10).fill(step) });
}

beforeEach(() => {
  reel = new Reel();
  reel.begin(1, null);
  for (let step = 1; step <= 3; step++) add(1, step);
});

describe('a reel', () => {
  test('gives back every step', () => {
    for (let step = 1; step <= 3; step++) {
      expect(reel.cloud(1, step).positions[0]).toBeCloseTo(1 + step / 100, 4);
      expect(reel.state(1, step)[0]).toBe(step);
    }
    expect(reel.bytes).toBe(3 * FRAME);
  });

  test('a branch has its parent\u2019s steps and its own, and shares their memory', () => {
    reel.begin(2, { id: 1, step: 2 });
    add(2, 3);
    expect(reel.cloud(2, 2).positions[0]).toBeCloseTo(1.02, 4);
    expect(reel.cloud(2, 3).positions[0]).toBeCloseTo(2.03, 4);
    expect(reel.bytes).toBe(4 * FRAME);
  });

  test('a branch stays whole when its parent goes', () => {
    reel.begin(2, { id: 1, step: 2 });
    reel.drop(1);
    expect(reel.state(2, 2)[0]).toBe(2);
    expect(reel.bytes).toBe(2 * FRAME);
    expect(() => reel.state(1, 1)).toThrow('no generation 1');
  });

  test('keeps the finished object exactly, and counts it', () => {
    const cloud = allocateCloud(SPLATS);
    const end = { cloud, recipe: null, step: 3, steps: 3, origin: 'made', trajectory: 1 } as const;
    expect(reel.end(1)).toBeNull();
    reel.finish(1, end);
    expect(reel.end(1)).toBe(end);
    expect(reel.bytes).toBe(3 * FRAME + 4 * 14 * SPLATS);
  });

  test('takes steps in order only', () => {
    expect(() => add(1, 5)).toThrow('step 5 cannot follow 3 steps');
    expect(() => reel.cloud(1, 4)).toThrow('no step 4');
  });
});
