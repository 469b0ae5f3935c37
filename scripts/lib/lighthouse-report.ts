/** What is used of Lighthouse's JSON. Scores are in [0, 1]; null where it could not tell. */
export interface LighthouseResult {
  readonly lighthouseVersion: string;
  readonly categories: Readonly<Record<string, { readonly title: string; readonly score: number | null }>>;
  readonly audits: Readonly<
    Record<string, { readonly title: string; readonly score: number | null; readonly displayValue?: string }>
  >;
}

/** Percent that performance and accessibility must reach. */
export const MINIMUM = 95;

const REQUIRED = ['performance', 'accessibility'];
const CATEGORIES = [...REQUIRED, 'best-practices', 'seo'];
const AUDITS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
  'total-byte-weight',
];

/** As Markdown: a column for each way to look at the page. */
export function lighthouseReport(results: Readonly<Record<string, LighthouseResult>>) {
  const looks = Object.entries(results);
  const percent = (score: number | null | undefined) =>
    typeof score === 'number' ? Math.round(100 * score) : 0;
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const isGood = looks.every(([, { categories }]) =>
    REQUIRED.every((name) => percent(categories[name]?.score) >= MINIMUM),
  );
  const first = looks[0]![1];
  const report = [
    '# Lighthouse',
    '',
    `Lighthouse ${first.lighthouseVersion} on the built page, served with gzip as static hosts do, in a headless Chromium that draws 3D on the processor. Written by \`npm run lighthouse\`.`,
    '',
    row(['', ...looks.map(([look]) => look)]),
    row(['---', ...looks.map(() => '--:')]),
    ...CATEGORIES.map((name) =>
      row([
        first.categories[name]?.title ?? name,
        ...looks.map(([, each]) => percent(each.categories[name]?.score)),
      ]),
    ),
    ...AUDITS.map((name) =>
      row([
        first.audits[name]?.title ?? name,
        ...looks.map(([, each]) => each.audits[name]?.displayValue ?? ''),
      ]),
    ),
    '',
  ].join('\n');
  return { report, isGood };
}
