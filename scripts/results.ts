/**
 * Renews docs/results from the current weights, through the command line, as a user would:
 *
 *   npm run results
 *
 * The reference prompts as prompt, depth map and RGB by kiln-b, and a contact sheet of many prompts with three seeds
 * each by kiln-s, none of them picked: without a graphics processor kiln-b takes half a minute for each. Its own
 * sheets are in docs/results/evaluation-kiln-b.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { DEFAULTS } from '../src/protocol/defaults';

/** Prompts with their seed: chosen by eye among the first three. */
const REFERENCE = { 'a standing corgi dog': 1, 'a castle on a hill': 3, 'a race car': 2 };
/** The one of them whose other pictures are shown too. */
const SHOWN_AROUND = 'a standing corgi dog';
const MANY = [
  ...Object.keys(REFERENCE),
  'a red race car',
  'a green race car',
  'a stone castle with blue roofs',
  'a dalmatian',
  'a house with a red roof',
  'a wooden chair',
  'a sailing boat',
  'a windmill',
  'a pine tree',
  'a palm tree',
  'a burger',
  'a yellow school bus',
  'a rocket',
  'a penguin',
  'a robot',
];
const SEEDS = [1, 2, 3];

const root = join(import.meta.dirname, '..');
const results = join(root, 'docs/results');
const scratch = mkdtempSync(join(tmpdir(), 'kiln-results-'));

try {
  mkdirSync(results, { recursive: true });
  const table = Object.entries(REFERENCE).map(([prompt, seed]) => {
    const { color, depth, normals, views } = generate('kiln-b', prompt, seed);
    const name = prompt.replaceAll(' ', '-');
    const pictures = {
      '': color,
      '-depth': depth,
      ...(prompt === SHOWN_AROUND && { '-normals': normals, '-views': views }),
    };
    for (const [ending, picture] of Object.entries(pictures)) {
      writeFileSync(join(results, `${name}${ending}.png`), PNG.sync.write(picture, { colorType: 2 }));
    }
    return `| ${prompt} | ${seed} | ![depth map of ${prompt}](${name}-depth.png) | ![${prompt}](${name}.png) |`;
  });
  const sheet = mosaic(
    MANY.map((prompt) => SEEDS.map((seed) => shrink(shrink(generate('kiln-s', prompt, seed).color)))),
  );
  writeFileSync(join(results, 'contact-sheet.png'), PNG.sync.write(sheet, { colorType: 2 }));
  writeFileSync(join(results, 'README.md'), page(table));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

interface Pictures {
  /** 512 pixels square. */
  readonly color: PNG;
  readonly depth: PNG;
  readonly normals: PNG;
  /** Eight views. */
  readonly views: PNG;
}

function generate(model: string, prompt: string, seed: number): Pictures {
  const files = { png: 'color.png', depth: 'depth.png', normals: 'normals.png', views: 'views.png' };
  const outputs = Object.entries(files).flatMap(([option, file]) => [`--${option}`, join(scratch, file)]);
  const args = ['generate', prompt, '--model', model, '--seed', seed, ...outputs];
  const command = spawnSync('npm', ['run', '-s', 'kiln', '--', ...args.map(String)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (command.status !== 0) throw new Error(`kiln generate "${prompt}" failed`);
  console.log(`${prompt}, seed ${seed}`);
  const read = (file: string) => PNG.sync.read(readFileSync(join(scratch, file)));
  return {
    color: read(files.png),
    depth: read(files.depth),
    normals: read(files.normals),
    views: read(files.views),
  };
}

/** Half the size, each pixel the mean of four. */
function shrink(picture: PNG): PNG {
  const out = new PNG({ width: picture.width / 2, height: picture.height / 2 });
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        const at = (dy: number, dx: number) =>
          picture.data[4 * ((2 * y + dy) * picture.width + 2 * x + dx) + channel]!;
        out.data[4 * (y * out.width + x) + channel] = Math.round(
          (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4,
        );
      }
    }
  }
  return out;
}

/** Prompts side by side, six to a line, each a column of its seeds. */
function mosaic(columns: PNG[][]): PNG {
  const size = columns[0]![0]!.width;
  const across = 6;
  const lines = Math.ceil(columns.length / across);
  const out = new PNG({ width: across * size, height: lines * SEEDS.length * size, fill: true });
  columns.forEach((pictures, index) => {
    pictures.forEach((picture, seed) => {
      const x = (index % across) * size;
      const y = (Math.floor(index / across) * SEEDS.length + seed) * size;
      PNG.bitblt(picture, out, 0, 0, size, size, x, y);
    });
  });
  return out;
}

function page(table: string[]): string {
  const samples = (model: string) =>
    JSON.parse(
      readFileSync(join(root, `models/${model}/manifest.json`), 'utf8'),
    ).training.samples.toLocaleString('en');
  const lists = Array.from(
    { length: Math.ceil(MANY.length / 6) },
    (_, line) => `${line + 1}. ${MANY.slice(6 * line, 6 * line + 6).join(', ')}`,
  );
  return `# Results

Made by \`npm run results\`, all settings at their defaults (${DEFAULTS.steps} steps). How good the models are, in figures: [kiln-b](evaluation-kiln-b/report.md), [kiln-s](evaluation/report.md).

## The reference prompts

By kiln-b (${samples('kiln-b')} training samples). The seeds were chosen by eye among the first three.

| prompt | seed | depth map | RGB |
|---|---|---|---|
${table.join('\n')}

${SHOWN_AROUND}, its normals and from eight sides, as the studio saves them too:

![normals of ${SHOWN_AROUND}](${SHOWN_AROUND.replaceAll(' ', '-')}-normals.png)

![${SHOWN_AROUND} from eight sides](${SHOWN_AROUND.replaceAll(' ', '-')}-views.png)

## Many prompts, three seeds each, none picked

By kiln-s (${samples('kiln-s')} training samples). Each column is one prompt with the seeds 1, 2, 3 from top to bottom; from left to right:

${lists.join('\n')}

![Contact sheet](contact-sheet.png)

## Training

kiln-b: ![Training and held-out loss of kiln-b](kiln-b-loss.png)

kiln-s, whose data, and with it the held-out set, changed several times: ![Training and held-out loss of kiln-s](kiln-s-loss.png)
`;
}
