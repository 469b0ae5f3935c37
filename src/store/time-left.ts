/** How many of the latest steps the estimate looks at: enough to be calm, few enough to follow a busy machine. */
const WINDOW = 5;

/**
 * Seconds until a generation ends, from when its steps arrived. The first interval holds the text encoder and the
 * first compilation of shaders, so it counts only while there is nothing better.
 *
 * @param arrivals milliseconds: the start, then each step so far
 * @returns null before the first step
 */
export function secondsLeft(arrivals: readonly number[], stepsToGo: number): number | null {
  const intervals = arrivals.slice(1).map((time, index) => time - arrivals[index]!);
  const steady = intervals.length > 1 ? intervals.slice(1) : intervals;
  const latest = steady.slice(-WINDOW).sort((a, b) => a - b);
  if (latest.length === 0) return null;
  const median = latest[Math.floor((latest.length - 1) / 2)]!;
  return (median * stepsToGo) / 1000;
}
