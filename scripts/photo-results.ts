/**
 * Renews docs/results/photos.md and its pictures from the current weights, through the command line, as a user would:
 *
 *   npm run results:photos
 *
 * Every picture in docs/results/photos, none of them made by Kiln's renderer, goes through the whole path with the
 * same seed and all settings at their defaults; no result is picked or left out. Look at the sheet then, and renew
 * docs/results/photos/BY-EYE-MODEL.md, which are parts of the page.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PNG } from 'pngjs';

/** Outlines less alike than this, intersection over union from the fitted camera, are listed as failures. */
const ALIKE = 75;
/** Pixels along a side of a picture on the command line's sheet, and here. */
const [FROM, CELL] = [256, 128];
/** Cells of that sheet, column and row: what the network saw, the photo's camera, and four sides. */
const SHOWN = [
  [0, 0],
  [1, 0],
  [1, 1],
  [3, 1],
  [1, 2],
  [3, 2],
] as const;
const GREY = 128;

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/results/photos');
const scratch = mkdtempSync(join(tmpdir(), 'kiln-photos-'));

/** Who has a graphics processor gets the first, others the second. */
const MODELS = ['kiln-b', 'kiln-s'] as const;
type Model = (typeof MODELS)[number];

try {
  const names = readdirSync(folder).filter((name) => name.endsWith('.png'));
  writeFileSync(join(root, 'docs/results/photos.md'), page(MODELS.map((model) => section(model, names))));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

interface Row {
  readonly name: string;
  /** As the command line says it. */
  readonly camera: string;
  /** Percent. */
  readonly alike: number;
  readonly cells: readonly PNG[];
}

function reconstruct(name: string, model: Model): Row {
  const path = join(folder, name);
  const out = join(scratch, 'sheet.png');
  const asked = ['reconstruct', path, '--model', model, '--png', out];
  const command = spawnSync('npm', ['run', '-s', 'kiln', '--', ...asked], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (command.status !== 0) throw new Error(`kiln reconstruct ${name} failed`);
  const [, camera, alike] = /photo 1: camera (.*), outline (\d+) % alike/.exec(command.stdout) ?? [];
  const made = PNG.sync.read(readFileSync(out));
  const cells = SHOWN.map(([column, row]) => part(made, column * FROM, row * FROM, FROM));
  console.log(`${model}, ${name}: ${alike ?? 0} % alike`);
  return {
    name: basename(name, '.png'),
    camera: camera ?? 'nothing solid',
    alike: Number(alike ?? 0),
    cells: [photo(PNG.sync.read(readFileSync(path))), ...cells],
  };
}

/** A picture as it is, the longer side as long as a cell, on grey where it is transparent. */
function photo({ width, height, data }: PNG): PNG {
  const scale = Math.max(width, height) / CELL;
  const cell = new PNG({ width: CELL, height: CELL });
  for (let row = 0; row < CELL; row++) {
    for (let column = 0; column < CELL; column++) {
      const x = Math.floor((column + 0.5) * scale - (CELL * scale - width) / 2);
      const y = Math.floor((row + 0.5) * scale - (CELL * scale - height) / 2);
      const isInside = x >= 0 && y >= 0 && x < width && y < height;
      const at = 4 * (y * width + x);
      const alpha = isInside ? data[at + 3]! / 255 : 0;
      const to = 4 * (row * CELL + column);
      for (let c = 0; c < 3; c++) {
        cell.data[to + c] = Math.round(alpha * (data[at + c] ?? 0) + (1 - alpha) * GREY);
      }
      cell.data[to + 3] = 255;
    }
  }
  return cell;
}

/** A square of a sheet at half its size, each pixel the mean of four. */
function part(sheet: PNG, left: number, top: number, side: number): PNG {
  const cell = new PNG({ width: side / 2, height: side / 2 });
  for (let i = 0; i < cell.data.length; i++) {
    const [pixel, c] = [Math.floor(i / 4), i % 4];
    const [x, y] = [left + 2 * (pixel % cell.width), top + 2 * Math.floor(pixel / cell.width)];
    const at = (dx: number, dy: number) => sheet.data[4 * ((y + dy) * sheet.width + x + dx) + c]!;
    cell.data[i] = Math.round((at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4);
  }
  return cell;
}

/** What a model makes of the pictures, and the sheet that shows it. */
function section(model: Model, names: readonly string[]): string {
  const rows = names.map((name) => reconstruct(name, model));
  const sheet = new PNG({ width: (SHOWN.length + 1) * CELL, height: rows.length * CELL });
  rows.forEach(({ cells }, row) => {
    cells.forEach((cell, column) => {
      PNG.bitblt(cell, sheet, 0, 0, CELL, CELL, column * CELL, row * CELL);
    });
  });
  writeFileSync(join(root, `docs/results/photos-${model}.png`), PNG.sync.write(sheet, { colorType: 2 }));
  const { training } = JSON.parse(readFileSync(join(root, `models/${model}/manifest.json`), 'utf8'));
  const table = rows.map(({ name, camera, alike }) => `| ${name} | ${camera} | ${alike} % |`);
  const failed = rows.filter(({ alike }) => alike < ALIKE).map(({ name, alike }) => `${name} (${alike} %)`);
  return `## ${model}

After ${training.samples.toLocaleString('en')} training samples.

![Pictures and what ${model} made of them](photos-${model}.png)

| picture | camera | outline alike |
|---|---|---|
${table.join('\n')}

Outlines less than ${ALIKE} % alike: ${failed.join(', ') || 'none'}. What the outline does not tell, by eye:

${readFileSync(join(folder, `BY-EYE-${model}.md`), 'utf8')}`;
}

function page(sections: readonly string[]): string {
  return `# Pictures that Kiln has never seen

Made by \`npm run results:photos\` from the current weights: photographs and drawings from free packages ([sources and licences](photos/LICENCES.md)), each once, seed and settings at their defaults, no words. Each row: the picture, what the network saw of it, the object from the camera that was found for the picture, and from four sides (45°, 135°, 225°, 315°).

The outline's likeness is the intersection over union of the picture's silhouette and the object's, from the camera that was found.

${sections.join('\n')}`;
}
