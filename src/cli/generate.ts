import { access, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { version } from '../../package.json';
import { withCameras } from '../photo/camera';
import type { CameraFit } from '../photo/fit-camera';
import { makePictureFile } from '../pictures/make-file';
import { exportFile } from '../pipeline/export-file';
import { generate as runPipeline } from '../pipeline/generate';
import { lookUp } from '../pipeline/look-up';
import type { ModelSource } from '../pipeline/model-source';
import { pictureOf } from '../pipeline/photo-target';
import { openSession, type Session } from '../pipeline/session';
import { exportFormatOf } from '../protocol/files';
import type { GenerateRequest, GenerationStep } from '../protocol/generation';
import { checkPhotos } from '../protocol/validate';
import { checkModel, diskModel } from './disk-models';
import { installWebGpu } from './node-webgpu';
import { type GenerateOptions, UsageError } from './options';
import { photoSheet } from './photo-sheet';
import { pictureJobs } from './picture-jobs';
import { readPhotos } from './read-photo';

/** Where the command line finds things and says things. */
export interface Surroundings {
  /** Folder that holds the models. */
  readonly models: string;
  /** Folder of the wasm binaries of tfjs, with a slash at its end. */
  readonly wasm: string;
  /** Takes a line of the result. */
  readonly print: (line: string) => void;
  /** Takes a passing message of where the work is. */
  readonly progress: (message: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Generates an object and writes the files that were asked for.
 *
 * @throws UsageError, KilnError, PhotoError, or the signal's reason
 */
export async function generate(options: GenerateOptions, surroundings: Surroundings): Promise<void> {
  const { print } = surroundings;
  for (const path of Object.values(options.outputs)) await checkFolder(path);
  await checkModel(surroundings.models, options.model);
  const photos = await readPhotos(options.photos, modelSource(surroundings));
  const request = { ...options.request, ...(photos.length > 0 && { photos: checkPhotos(photos) }) };
  const session = await open(options, surroundings);
  try {
    const { backend, model } = session.info;
    print(`backend: ${backend.name}${backend.adapter ? ` on ${backend.adapter}` : ''}. ${backend.why}`);
    print(`model: ${model.name}, ${(model.parameters / 1e6).toFixed(1)} million parameters`);
    for (const note of await notesOn(session, request.prompt)) print(`note: ${note}`);
    const last = await run(session, request, surroundings);
    await write(last, session, request, options.outputs, surroundings);
  } finally {
    session.dispose();
  }
}

/** A run of many steps must not end in the discovery that its result has no place. */
async function checkFolder(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  await access(dirname(path)).catch(() => {
    throw new UsageError(`${path} cannot be written: the folder ${dirname(path)} does not exist.`);
  });
}

function modelSource({ models, wasm }: Surroundings): ModelSource {
  return { folder: (name) => diskModel(models, name), wasmFolder: wasm };
}

function open(options: GenerateOptions, surroundings: Surroundings): Promise<Session> {
  const { progress, signal } = surroundings;
  if (options.backend !== 'wasm') installWebGpu();
  return openSession({
    model: options.model,
    backend: options.backend,
    ...modelSource(surroundings),
    signal,
    onProgress: (state) =>
      progress(
        state.status === 'loading'
          ? `loading ${(state.loaded / 1e6).toFixed(1)} of ${(state.total / 1e6).toFixed(1)} MB`
          : 'warming up',
      ),
  });
}

/** The honest word about a prompt that is far from all the model knows; or why nobody can tell. */
async function notesOn(session: Session, prompt: string): Promise<string[]> {
  if (prompt === '') return [];
  try {
    const { notice } = await lookUp(session, prompt, false);
    return notice ? [notice.message] : [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** The last step of the generation, which is the finished object. */
async function run(
  session: Session,
  request: GenerateRequest,
  { print, progress, signal }: Surroundings,
): Promise<GenerationStep> {
  const times: number[] = [];
  let last: GenerationStep | undefined;
  for await (const state of runPipeline(session, request, signal)) {
    if (state.status === 'started') {
      for (const { message } of state.notices) print(`note: ${message}`);
      continue;
    }
    last = state;
    times.push(state.ms);
    progress(`step ${state.step} of ${state.steps}, ${state.ms.toFixed(0)} ms, ${state.cloud.count} splats`);
  }
  if (!last) throw new Error('the generation ended without a step');
  print(`steps: ${times.length}, ${median(times).toFixed(0)} ms a step (median)`);
  print(`splats: ${last.cloud.count}`);
  for (const { message } of last.notices ?? []) print(`note: ${message}`);
  return last;
}

async function write(
  { cloud, viewset, cameras }: GenerationStep,
  session: Session,
  { photos = [], ...recipe }: GenerateRequest,
  outputs: GenerateOptions['outputs'],
  { print }: Surroundings,
): Promise<void> {
  const save = async (path: string, bytes: Uint8Array) => {
    await writeFile(path, bytes);
    print(`wrote ${path}, ${(bytes.length / 1000).toFixed(0)} kB`);
  };
  if (outputs.object) {
    const { name, hash } = session.info.model;
    const places = photos.map(({ azimuth }) => ({ azimuth }));
    const taken = withCameras(places, cameras ?? []);
    const source = {
      cloud,
      recipe: { ...recipe, ...(taken.length > 0 && { photos: taken }), model: { name, hash }, version },
      ...(viewset && { viewset }),
      photos: taken.map((photo, i) => ({ ...photo, picture: pictureOf(photos[i]!) })),
    };
    await save(outputs.object, await exportFile(exportFormatOf(outputs.object)!, source));
  }
  const { png, ...others } = outputs;
  const isSheet = png !== undefined && photos.length > 0;
  if (isSheet) {
    const sheet = photoSheet(cloud, photos, cameras);
    for (const [i, view] of sheet.views.entries()) {
      if (view) print(`photo ${i + 1}: ${describeFit(view)}`);
    }
    await save(png, sheet.png);
  }
  for (const [path, job] of pictureJobs(isSheet ? others : outputs)) {
    await save(path, await makePictureFile(cloud, job));
  }
}

function describeFit({ camera, overlap }: CameraFit): string {
  const [elevation, fieldOfView] = [camera.elevation, camera.fieldOfView].map((angle) => angle.toFixed(0));
  return `camera ${elevation}° from above, field of view ${fieldOfView}°, outline ${(100 * overlap).toFixed(0)} % alike`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}
