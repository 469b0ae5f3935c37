/**
 * Rebuilds the objects that `python -m kiln.evaluate.guidance subjects` photographed, with and without guidance by the
 * photo's view, for `python -m kiln.evaluate.guidance score`:
 *
 *   node --import tsx scripts/photo-samples.ts FOLDER [--model kiln-s] [--steps 12] [--strengths 0.5,1] [--photos 1,2,4]
 *     [--fidelity 0.7] [--count N]
 *
 * `npm run evaluate-photos` does all three.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkModel, diskModel } from '../src/cli/disk-models';
import type { PhotoCamera } from '../src/photo/camera';
import { PHOTO_SIZE } from '../src/photo/frame';
import { generate } from '../src/pipeline/generate';
import { openSession, type Session } from '../src/pipeline/session';
import { DEFAULTS } from '../src/protocol/defaults';
import type { Photo } from '../src/protocol/photo';
import { checkFidelity, checkPhotoGuidance, checkSteps } from '../src/protocol/validate';
import type { SplatCloud } from '../src/splat/cloud';

const root = join(import.meta.dirname, '..');
const models = join(root, 'models');

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: DEFAULTS.model },
    steps: { type: 'string', default: String(DEFAULTS.steps) },
    strengths: { type: 'string', default: String(DEFAULTS.photoGuidance) },
    photos: { type: 'string', default: '1,2,4' },
    fidelity: { type: 'string', default: String(DEFAULTS.fidelity) },
    count: { type: 'string' },
  },
});
const [folder] = positionals;
if (folder === undefined || positionals.length > 1) {
  console.error('Which folder? Give the one that python -m kiln.evaluate.guidance subjects wrote.');
  process.exit(2);
}

/** Photos of each object. */
const TAKEN = 4;

interface Row {
  readonly name: string;
  readonly photos: number;
  readonly strength: number;
  readonly isCameraKnown: boolean;
}

/** Without guidance first; then each strength, with cameras that are estimated and fitted, and with the true ones. */
const rows: Row[] = values.photos
  .split(',')
  .map(Number)
  .flatMap((photos) => {
    const given = photos === 1 ? 'one photo' : `${photos} photos`;
    const guided = values.strengths
      .split(',')
      .map(checkPhotoGuidance)
      .flatMap((strength) => [
        { name: `${given}, guidance ${strength}`, photos, strength, isCameraKnown: false },
        { name: `${given}, guidance ${strength}, cameras told`, photos, strength, isCameraKnown: true },
      ]);
    return [{ name: given, photos, strength: 0, isCameraKnown: false }, ...guided];
  });

const cameras = JSON.parse(await readFile(join(folder, 'cameras.json'), 'utf8')) as PhotoCamera[][];
const pictures = await readFile(join(folder, 'photos.bin'));
const count = Math.min(Number(values.count ?? cameras.length), cameras.length);
const steps = checkSteps(values.steps);
const fidelity = checkFidelity(values.fidelity);

await checkModel(models, values.model);
const session = await openSession({
  model: values.model,
  backend: 'wasm',
  folder: (name) => diskModel(models, name),
  wasmFolder: join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'),
});
const { name: model, hash } = session.info.model;
const made = [];
for (const row of rows) {
  made.push({ name: row.name, photos: row.photos, file: fileOf(row), ...(await rebuildAll(row)) });
}
const recipe = { model: { name: model, hash }, steps, fidelity, count, rows: made };
await writeFile(join(folder, 'rows.json'), `${JSON.stringify(recipe, null, 1)}\n`);
process.exit(0);

/** @returns how many splats each object has, and the camera of its first photo: as told, else as it was found */
async function rebuildAll(row: Row): Promise<{ splats: number[]; cameras: PhotoCamera[] }> {
  const clouds: SplatCloud[] = [];
  const found: PhotoCamera[] = [];
  const begun = performance.now();
  for (let i = 0; i < count; i++) {
    const { cloud, camera } = await rebuild(session, photosOf(i, row), i + 1, row.strength);
    clouds.push(cloud);
    found.push(camera ?? cameras[i]![0]!);
  }
  const seconds = (performance.now() - begun) / 1000 / count;
  await writeFile(join(folder!, fileOf(row)), Buffer.concat(clouds.map(bytesOf)));
  console.log(`${row.name}: ${count} objects, ${seconds.toFixed(1)} s each`);
  return { splats: clouds.map((cloud) => cloud.count), cameras: found };
}

function bytesOf({ positions, scales, rotations, colors, opacities }: SplatCloud): Uint8Array {
  return Buffer.concat(
    [positions, scales, rotations, colors, opacities].map(({ buffer }) => new Uint8Array(buffer)),
  );
}

/** The first photos of an object. */
function photosOf(object: number, row: Row): Photo[] {
  const bytes = PHOTO_SIZE * PHOTO_SIZE * 4;
  return cameras[object]!.slice(0, row.photos).map((camera, k) => {
    const at = (TAKEN * object + k) * bytes;
    const pixels = new Uint8ClampedArray(pictures.subarray(at, at + bytes));
    return { pixels, azimuth: camera.azimuth, ...(row.isCameraKnown && { camera }) };
  });
}

/**
 * Another noise for each object, or the spread over objects would hide what one noise does to them all.
 *
 * @returns with the camera of the first photo, as the studio's comparison takes it
 */
async function rebuild(session: Session, photos: Photo[], seed: number, strength: number) {
  const { sampler, guidanceWithPhotos: guidance } = DEFAULTS;
  const request = { prompt: '', photos, seed, steps, sampler, guidance, photoGuidance: strength, fidelity };
  for await (const progress of generate(session, request)) {
    if (progress.status !== 'step' || !progress.viewset) continue;
    return { cloud: progress.cloud, camera: progress.cameras?.[0] };
  }
  throw new Error('the generation ended without a finished object');
}

function fileOf({ photos, strength, isCameraKnown }: Row): string {
  return `made-${photos}-${strength}-${isCameraKnown ? 'told' : 'fitted'}.bin`;
}
