/**
 * Measures the masks that photos get against known ones:
 *
 *   npm run evaluate-cut-outs -- FOLDER
 *
 * FOLDER holds what `python -m kiln.evaluate.cut_out` composed; it receives sheet.png, of each picture what was cut
 * out, worst first.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { modelSource } from '../bench/support';
import { SOLID } from '../src/photo/picture';
import { resize } from '../src/photo/resample';
import { segment } from '../src/photo/segment';
import { openCutOut } from '../src/pipeline/cut-out';

/** Masks that overlap the truth by less are failures. */
const FAILED = 0.7;
/** Pixels along a side of a picture on the sheet, and pictures in a row. */
const [CELL, COLUMNS] = [128, 12];
/** What shows where the background was. */
const GROUND = [255, 0, 255] as const;

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder that python -m kiln.evaluate.cut_out filled.');

interface Measured {
  readonly kind: string;
  /** Intersection over union of the mask with the truth. */
  readonly overlap: number;
  readonly cell: Uint8ClampedArray;
}

const sources: { ground: string }[] = JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8'));
const names = readdirSync(folder).filter((name) => /^\d+\.png$/.test(name));
const finder = await openCutOut(modelSource);
const measured: Measured[] = [];
for (const name of names) {
  const { width, height, data } = read(name);
  const picture = { width, height, pixels: new Uint8ClampedArray(data) };
  const mask = await segment(picture, finder);
  const truth = read(name.replace('.png', '-truth.png')).data;
  let [both, either] = [0, 0];
  mask.forEach((value, i) => {
    const [isFound, isThere] = [value >= SOLID, truth[4 * i]! >= SOLID];
    if (isFound && isThere) both++;
    if (isFound || isThere) either++;
    const share = value / 255;
    for (let c = 0; c < 3; c++) {
      picture.pixels[4 * i + c] = share * picture.pixels[4 * i + c]! + (1 - share) * GROUND[c]!;
    }
  });
  const kind = sources[Number.parseInt(name, 10)]!.ground === 'plain' ? 'plain grounds' : 'photographs';
  measured.push({ kind, overlap: both / either, cell: resize(picture, CELL, CELL).pixels });
  process.stderr.write(`\r${measured.length} of ${names.length}`);
}
process.stderr.write('\n');
finder.dispose();

for (const kind of new Set(measured.map((of) => of.kind))) {
  const overlaps = measured.filter((of) => of.kind === kind).map((of) => of.overlap);
  const mean = overlaps.reduce((sum, value) => sum + value, 0) / overlaps.length;
  const failed = overlaps.filter((value) => value < FAILED).length;
  console.log(
    `before ${kind}: ${overlaps.length} pictures, overlap ${mean.toFixed(3)}, ${failed} below ${FAILED}`,
  );
}
writeFileSync(join(folder, 'sheet.png'), sheet());

function read(name: string): PNG {
  return PNG.sync.read(readFileSync(join(folder!, name)));
}

function sheet(): Buffer {
  const worstFirst = measured.toSorted((a, b) => a.overlap - b.overlap);
  const out = new PNG({ width: COLUMNS * CELL, height: Math.ceil(measured.length / COLUMNS) * CELL });
  worstFirst.forEach(({ cell }, i) => {
    const part = Object.assign(new PNG({ width: CELL, height: CELL }), { data: Buffer.from(cell) });
    PNG.bitblt(part, out, 0, 0, CELL, CELL, (i % COLUMNS) * CELL, Math.floor(i / COLUMNS) * CELL);
  });
  return PNG.sync.write(out);
}
