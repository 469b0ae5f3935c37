/** Timing that survives a noisy machine: alternating runs and medians. */

/** One line of output: what was measured, where, and how long it took. */
export type Result = Record<string, string | number | boolean | null>;

/** A piece of work that has finished, on the GPU too, when it resolves. */
export type Work = () => Promise<void>;

export interface Timing {
  /** Median, milliseconds. */
  readonly median: number;
  /** Fastest, milliseconds. */
  readonly best: number;
  readonly runs: number;
}

/**
 * Times pieces of work in turns, so that a change of clock or load hits all of them alike.
 * Each first runs twice unmeasured: shaders compile and weights are packed then.
 *
 * @param seconds to spend on each; at least three runs are made, however long they take
 */
export async function alternate(works: readonly Work[], seconds = 3): Promise<Timing[]> {
  for (const work of works) {
    await work();
    await work();
  }
  const times = works.map((): number[] => []);
  const start = performance.now();
  const limit = seconds * 1000 * works.length;
  for (let run = 0; run < 3 || (performance.now() - start < limit && run < 200); run++) {
    for (const [i, work] of works.entries()) {
      const begin = performance.now();
      await work();
      times[i]!.push(performance.now() - begin);
    }
  }
  return times.map((list) => {
    const sorted = list.sort((a, b) => a - b);
    return { median: sorted[Math.floor(sorted.length / 2)]!, best: sorted[0]!, runs: sorted.length };
  });
}

/** Three significant digits: more would pretend. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
