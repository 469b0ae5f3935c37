import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIRECTIONS, GridCut } from './max-flow';

interface Problem {
  readonly width: number;
  readonly height: number;
  /** [nodes] source less sink */
  readonly ties: readonly number[];
  /** [nodes, 4] capacities to the right, down, down right and down left */
  readonly capacities: readonly (readonly number[])[];
}

const HALF = [0, 2, 4, 6];

function* edges({ width, height, capacities }: Problem) {
  for (let node = 0; node < width * height; node++) {
    for (const [k, direction] of HALF.entries()) {
      const [dx, dy] = DIRECTIONS[direction]!;
      const [x, y] = [(node % width) + dx, Math.floor(node / width) + dy];
      if (x < 0 || x >= width || y >= height) continue;
      yield { node, direction, other: y * width + x, capacity: capacities[node]![k]! };
    }
  }
}

function solve(problem: Problem): Uint8Array {
  const cut = new GridCut(problem.width, problem.height);
  for (const { node, direction, capacity } of edges(problem)) cut.join(node, direction, capacity);
  problem.ties.forEach((tie, node) => {
    cut.tie(node, Math.max(tie, 0), Math.max(-tie, 0));
  });
  return cut.solve();
}

/** What a partition cuts. */
function cost(problem: Problem, labels: ArrayLike<number>): number {
  let sum = 0;
  problem.ties.forEach((tie, node) => {
    if (labels[node] ? tie < 0 : tie > 0) sum += Math.abs(tie);
  });
  for (const { node, other, capacity } of edges(problem)) {
    if (labels[node] !== labels[other]) sum += capacity;
  }
  return sum;
}

const problems = (most: number) =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most })).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      ties: fc.array(fc.integer({ min: -9, max: 9 }), {
        minLength: width * height,
        maxLength: width * height,
      }),
      capacities: fc.array(fc.array(fc.nat(7), { minLength: 4, maxLength: 4 }), {
        minLength: width * height,
        maxLength: width * height,
      }),
    }),
  );

describe('GridCut', () => {
  test('finds the cheapest of all partitions', () => {
    fc.assert(
      fc.property(problems(3), (problem) => {
        const nodes = problem.width * problem.height;
        let best = Number.POSITIVE_INFINITY;
        for (let bits = 0; bits < 2 ** nodes; bits++) {
          const labels = Array.from({ length: nodes }, (_, i) => (bits >> i) & 1);
          best = Math.min(best, cost(problem, labels));
        }
        expect(cost(problem, solve(problem))).toBe(best);
      }),
    );
  });

  test('on a larger grid no single node would be better on the other side', () => {
    fc.assert(
      fc.property(problems(14), (problem) => {
        const labels = solve(problem);
        const found = cost(problem, labels);
        for (let i = 0; i < labels.length; i++) {
          labels[i]! ^= 1;
          expect(cost(problem, labels)).toBeGreaterThanOrEqual(found);
          labels[i]! ^= 1;
        }
        expect(found).toBeLessThanOrEqual(
          cost(
            problem,
            labels.map(() => 0),
          ),
        );
        expect(found).toBeLessThanOrEqual(
          cost(
            problem,
            labels.map(() => 1),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });
});
