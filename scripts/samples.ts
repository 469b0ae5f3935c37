/**
 * Generates the evaluation's prompts as users would, and keeps the viewsets for `python -m kiln.evaluate --samples`:
 *
 *   npm run samples -- --samples FOLDER
 *
 * `npm run evaluate` does this and then measures.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkModel, diskModel } from '../src/cli/disk-models';
import { installWebGpu } from '../src/cli/node-webgpu';
import { generate } from '../src/pipeline/generate';
import { openSession, type Session } from '../src/pipeline/session';
import { reportOf } from '../src/protocol/errors';
import type { Viewset } from '../src/viewset/viewset';
import { type Sample, SampleFolder } from './lib/sample-folder';
import { parseSampleOptions, readPromptList, type SampleOptions, USAGE } from './lib/sample-options';

const INTERRUPTED = 130;
const root = join(import.meta.dirname, '..');
const models = join(root, 'models');

const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());

async function main(): Promise<number> {
  try {
    const options = parseSampleOptions(process.argv.slice(2));
    if (options === 'help') {
      console.log(USAGE);
      return 0;
    }
    await makeSamples(options, interruption.signal);
    return 0;
  } catch (error) {
    if (interruption.signal.aborted) {
      console.error('Interrupted. The objects that are whole are kept: the same command goes on after them.');
      return INTERRUPTED;
    }
    const { code, message } = reportOf(error);
    // Whatever has no code of its own is a message for people here: wrong arguments, files that are not there.
    console.error(code === 'INTERNAL' && error instanceof Error ? error.message : message);
    return 1;
  }
}

async function makeSamples(options: SampleOptions, signal: AbortSignal): Promise<void> {
  const list = options.prompts ?? join(root, 'training/kiln/evaluate/prompts.json');
  const prompts = readPromptList(await readFile(list, 'utf8'), options.limit);
  const seeds = Array.from({ length: options.seeds }, (_, i) => i + 1);
  await checkModel(models, options.model);
  if (options.backend !== 'wasm') installWebGpu();
  const session = await openSession({
    model: options.model,
    backend: options.backend,
    folder: (name) => diskModel(models, name),
    wasmFolder: join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'),
    signal,
  });
  try {
    const { name, hash, resolution } = session.info.model;
    const { steps, sampler, guidance } = options;
    const made = await SampleFolder.open(options.folder, {
      model: { name, hash },
      resolution,
      steps,
      sampler,
      guidance,
      // Seed by seed, so that an interrupted run has every prompt.
      samples: seeds.flatMap((seed) => prompts.map((prompt) => ({ prompt, seed }))),
    });
    console.log(`${name} on ${session.info.backend.name}; ${made.length} objects are there`);
    const before = made.length;
    const begun = performance.now();
    for (let next = made.next; next; next = made.next) {
      await made.append(await makeOne(session, next.sample, options, signal));
      report(made.length, before, prompts.length * seeds.length, performance.now() - begun);
    }
  } finally {
    session.dispose();
  }
}

/** The finished object's viewset. */
async function makeOne(
  session: Session,
  { prompt, seed }: Sample,
  { steps, sampler, guidance }: SampleOptions,
  signal: AbortSignal,
): Promise<Viewset> {
  for await (const progress of generate(session, { prompt, seed, steps, sampler, guidance }, signal)) {
    if (progress.status === 'step' && progress.viewset) return progress.viewset;
  }
  throw new Error('the generation ended without a finished object');
}

/** Every tenth object, and the last one. */
function report(made: number, before: number, total: number, ms: number): void {
  if (made % 10 !== 0 && made !== total) return;
  const minutes = ((ms / (made - before)) * (total - made)) / 60_000;
  console.log(`${made} of ${total} objects, ${minutes.toFixed(1)} minutes left`);
}

// Dawn's threads would keep the process alive.
process.exit(await main());
