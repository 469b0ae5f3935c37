import { fileWork } from './file-work';
import { putOnStage } from './put-on-stage';
import type { Studio } from './studio';

/** Larger files are refused before they are read: reading takes their size several times over. */
const FILE_BYTES_MAX = 300_000_000;

/**
 * Puts the object of a file on the stage, in place of what is there or being made. A recipe inside it becomes the
 * settings.
 */
export async function openObject(studio: Studio, file: File): Promise<void> {
  await fileWork(studio, 'opening', file.name, async (signal, onProgress) => {
    if (file.size > FILE_BYTES_MAX) {
      throw new Error(
        `${file.name} has ${Math.round(file.size / 1e6)} MB; ${FILE_BYTES_MAX / 1e6} MB is the most. Reduce it first.`,
      );
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { cloud, recipe } = await studio.files.ask(
      { task: 'import', bytes, name: file.name },
      { signal, onProgress },
    );
    signal.throwIfAborted();
    if (cloud.count === 0) throw new Error(`${file.name} holds no splats.`);
    const steps = recipe?.steps ?? 1;
    putOnStage(studio, { cloud, recipe, step: steps, steps, origin: 'file', fileName: file.name });
    return `Opened ${file.name}.`;
  });
}
