/** What one page held after so many generations, bytes. */
export interface Sample {
  readonly made: number;
  /** By the page's own script. */
  readonly page: number;
  /** By the page and its workers, WebAssembly included. */
  readonly all: number;
  /** By the browser's process that draws and computes the page, as the operating system counts it. */
  readonly resident: number;
}

const MEASURES = {
  page: 'heap of the page, MB',
  all: 'page and workers, MB',
  resident: 'process, MB',
} as const satisfies Partial<Record<keyof Sample, string>>;
type Measure = keyof typeof MEASURES;

/** A memory counts as flat while a hundred more generations would add less than this share to it. */
const SHARE_PER_HUNDRED = 0.05;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * Growth over the second half, when all that is kept on purpose has filled up, in bytes a generation: the median of
 * the slopes between all pairs (Theil and Sen), which one late collection does not sway.
 */
function growth(samples: readonly Sample[], measure: Measure): { slope: number; level: number } {
  const half = samples.slice(samples.length >> 1);
  const slopes = half.flatMap((late, i) =>
    half.slice(0, i).map((early) => (late[measure] - early[measure]) / (late.made - early.made)),
  );
  return { slope: median(slopes), level: median(half.map((sample) => sample[measure])) };
}

/** Whether nothing grows, and in words what does how much. */
export function flatness(samples: readonly Sample[]): { isFlat: boolean; text: string } {
  const all = (Object.keys(MEASURES) as Measure[]).map((measure) => ({
    measure,
    ...growth(samples, measure),
  }));
  const isFlat = all.every(({ slope, level }) => 100 * slope < SHARE_PER_HUNDRED * level);
  const words = all.map(
    ({ measure, slope }) => `${MEASURES[measure].split(',')[0]} ${(slope / 1e3).toFixed(1)} kB a generation`,
  );
  return { isFlat, text: `${isFlat ? 'Flat' : 'Growing'} over the second half: ${words.join(', ')}.` };
}

/** As Markdown, with a chart and a table. */
export function soakReport(samples: readonly Sample[], steps: number): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const line = (measure: Measure) =>
    `    line [${samples.map((each) => megabytes(each[measure])).join(', ')}]`;
  const measures = Object.keys(MEASURES) as Measure[];
  return [
    '# Memory over many generations',
    '',
    `One page, ${samples.at(-1)?.made ?? 0} generations of ${steps} steps each; measured after garbage collection. Written by \`npm run soak\`.`,
    '',
    'The steps of past generations are kept for the timeline, up to 96 MB (`src/store/reel.ts`); until these are full, memory grows on purpose.',
    '',
    flatness(samples).text,
    '',
    '```mermaid',
    'xychart-beta',
    `    title "${Object.values(MEASURES).join('; ')}"`,
    `    x-axis "generations" [${samples.map(({ made }) => made).join(', ')}]`,
    `    y-axis "MB" 0 --> ${Math.ceil(Math.max(...samples.map(({ resident }) => resident)) / 1e8) * 100}`,
    ...measures.map(line),
    '```',
    '',
    `| generations | ${measures.map((measure) => MEASURES[measure]).join(' | ')} |`,
    `|--:|${measures.map(() => '--:').join('|')}|`,
    ...samples.map(
      (each) => `| ${each.made} | ${measures.map((measure) => megabytes(each[measure])).join(' | ')} |`,
    ),
    '',
  ].join('\n');
}
