import { expect, test } from 'vitest';
import { flatness, type Sample, soakReport } from './soak-report';

const samples = (all: (made: number) => number): Sample[] =>
  Array.from({ length: 20 }, (_, i) => ({
    made: 10 * (i + 1),
    page: 30e6,
    all: all(10 * (i + 1)),
    resident: 500e6,
  }));

test('growth until the timeline is full is no leak, growth ever after is', () => {
  expect(flatness(samples((made) => Math.min(made, 90) * 1e6)).isFlat).toBe(true);
  expect(flatness(samples((made) => 100e6 + made * 80e3)).isFlat).toBe(false);
  expect(flatness(samples((made) => 100e6 + made * 80e3)).text).toContain(
    'Growing over the second half: heap of the page 0.0 kB a generation, page and workers 80.0 kB',
  );
  // Noise of a few percent, from one collection to the next.
  expect(flatness(samples((made) => 100e6 + (made % 20 ? 2e6 : 0))).isFlat).toBe(true);
});

test('the report has a row for each sample', () => {
  const report = soakReport(
    samples(() => 100e6),
    4,
  );
  expect(report).toContain('200 generations of 4 steps');
  expect(report).toContain('| 200 | 30.0 | 100.0 | 500.0 |');
});
